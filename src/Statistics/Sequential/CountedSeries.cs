namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>What a watched series' false-alarm rate rests on.</summary>
public enum SeriesForm
{
    /// <summary>Rows that scatter as the rows before them did, about a mean that keeps to the null: counts are divided by a design effect.</summary>
    Deflated = 1,

    /// <summary>Single answers that keep to the null given all answers before them, those of their own row included.</summary>
    Independent = 2,

    /// <summary>Rows whose mean, given the rows before, keeps to the null: a row's mean is one observation in 0..1, whatever happens within it.</summary>
    Strict = 3,
}

/// <summary>An alarm of a watched series, by rows counted from 0.</summary>
/// <param name="Onset">The row with which the change most likely began.</param>
public sealed record SeriesAlarm(int Index, double Evidence, int Onset);

/// <summary>What a watch over a whole series found.</summary>
/// <param name="Effect">The design effect in force at the last row; <see cref="DesignEffect.None"/> in the other forms.</param>
public sealed record SeriesOutcome(IReadOnlyList<SeriesAlarm> Alarms, DesignEffect Effect);

/// <summary>
/// Watches a counted series row by row against one null; after an alarm the watch begins anew.
/// </summary>
/// <remarks>
/// The design effect is estimated from the first 28 rows, which are watched under it, and from then on anew every 28 rows from all rows
/// before, without the rows of a change that was told or may be under way: such rows would pass for scatter.
/// </remarks>
public sealed class CountedSeries
{
    private const int Every = 28;

    // A tenth of what an alarm takes: a change that may be under way.
    private static readonly double LogOpen = Math.Log(0.1);

    private readonly SeriesForm form;
    private readonly List<(long Row, double Sum, double Count)> calm = [];
    private EDetector detector;

    private CountedSeries(EDetectorDesign design, SeriesForm form) => (this.form, detector) = (form, new(design));

    private DesignEffect Effect { get; set; } = DesignEffect.None;

    /// <param name="rows">Sum and count of each row; rows without a count are passed over.</param>
    /// <param name="design">A bounded design for <see cref="SeriesForm.Strict"/>, one of counts for the others.</param>
    public static SeriesOutcome Watch(IReadOnlyList<(double Sum, double Count)> rows, EDetectorDesign design, SeriesForm form)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(design);
        (long Row, double Sum, double Count)[] counted = [.. rows.Select((row, i) => ((long)i, row.Sum, row.Count)).Where(row => row.Count > 0)];
        var series = new CountedSeries(design, form);
        if (form == SeriesForm.Deflated)
            series.Effect = DesignEffect.Of(counted.Take(Every));

        var alarms = new List<SeriesAlarm>();
        for (var i = 0; i < counted.Length; i++)
        {
            if (form == SeriesForm.Deflated && i > Every && i % Every == 0)
                series.Effect = series.Estimate();
            if (series.Add(counted[i]) is { } alarm)
                alarms.Add(alarm);
        }

        return new(alarms, series.Effect);
    }

    private SeriesAlarm? Add((long Row, double Sum, double Count) row)
    {
        calm.Add(row);
        var (sum, count) = form == SeriesForm.Strict ? (row.Sum / row.Count, 1) : Effect.Deflate(row.Sum, row.Count);
        detector.Add(sum, count, row.Row);
        if (!detector.IsAlarming)
            return null;

        var alarm = new SeriesAlarm((int)row.Row, Math.Exp(Math.Min(690, detector.LogEvidence)), (int)detector.Onset!.Value);
        calm.RemoveAll(one => one.Row >= alarm.Onset);
        detector = new(detector.Design);
        return alarm;
    }

    private DesignEffect Estimate()
    {
        var open = detector.LogEvidence - detector.Design.LogThreshold >= LogOpen ? detector.Onset!.Value : long.MaxValue;
        (long Row, double Sum, double Count)[] before = [.. calm.Where(row => row.Row < open)];
        return before.Length < Every ? Effect : DesignEffect.Of(before);
    }
}
