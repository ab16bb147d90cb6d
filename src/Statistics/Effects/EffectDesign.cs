namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>What is measured: a series, the row it changed at, and series of the same rows that the change cannot have touched.</summary>
/// <param name="Series">The series that was acted on.</param>
/// <param name="Change">0-based index of the first row after the change; every row from it on is "after".</param>
public sealed record EffectDesign(ObservedSeries Series, int Change)
{
    /// <summary>Controls, as long as the series. None is allowed: the series is then compared with its own level alone.</summary>
    public IReadOnlyList<ObservedSeries> Controls { get; init; } = [];

    /// <summary>The usual <see cref="Period"/>, for rows of a day each.</summary>
    public const int DaysOfWeek = 7;

    /// <summary>
    /// After how many rows a pattern comes again: the days of a week for rows of a day. 1 = none is looked for. A pattern that is not there costs little width.
    /// </summary>
    public int Period { get; init; } = DaysOfWeek;

    /// <summary>How often the intervals hold the truth.</summary>
    public double Confidence { get; init; } = Intervals.Confidence.Default;

    /// <summary>
    /// The fewest rows with a value before the change. Two variances and a level are learned from them; twenty is the least that tells one from the other.
    /// </summary>
    public int FewestBefore { get; init; } = 20;

    /// <summary>The fewest rows with a value after the change.</summary>
    public int FewestAfter { get; init; } = 3;

    /// <summary>Counts only: the fewest trials on either side.</summary>
    public double FewestAnswers { get; init; }

    /// <summary>Whether a control that cannot be used is left out and named, rather than the whole measurement refused.</summary>
    public bool LeaveOutUnfitControls { get; init; }

    internal int Rows => Series.Values.Count;

    /// <exception cref="ArgumentException">The change lies outside the rows, a control has other rows, or a setting has no meaning.</exception>
    internal static void Check(EffectDesign design)
    {
        Intervals.Confidence.Check(design.Confidence);
        if (design.FewestBefore < 5 || design.FewestAfter < 1)
            throw new ArgumentException("At least five rows before the change and one after it are needed.", nameof(design));
        if (design.Period < 1)
            throw new ArgumentException("A pattern comes again after one row or more.", nameof(design));
        if (design.Change < 0 || design.Change > design.Rows)
            throw new ArgumentException($"The change must lie at one of the {design.Rows} rows, not at {design.Change}.", nameof(design));
        if (design.Controls.FirstOrDefault(control => control.Values.Count != design.Rows) is { } odd)
            throw new ArgumentException($"The control {odd.Name} has {odd.Values.Count} rows, the series {design.Rows}.", nameof(design));
    }
}
