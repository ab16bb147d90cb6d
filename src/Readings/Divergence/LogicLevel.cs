using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>How the logic KPI stands on the day of an alarm.</summary>
/// <param name="Baseline">Its level over the baseline: a share, or the count (or minor units) a period.</param>
/// <param name="Recent">Its level since the onset, at least over one period.</param>
/// <param name="Low">The recent level less one standard error of counting.</param>
/// <param name="PeriodDays">The period counts are given for: a week, or the stream's own cadence if that is longer.</param>
public sealed record LogicReading(double Baseline, double Recent, double Low, int PeriodDays);

/// <summary>The logic KPI's level over the days that also declared the null.</summary>
/// <remarks>
/// A share is pooled; a count is the median of the periods' counts, so that a sale or a launch among them does not set the bar.
/// </remarks>
internal sealed record LogicLevel(double Value, int PeriodDays, bool IsShare)
{
    private const int WeekDays = 7;

    public static LogicLevel Of(IReadOnlyList<DayBatch> days)
    {
        DayBatch[] active = [.. days.Where(day => day.LogicTrials > 0 || day.LogicSuccesses != 0)];
        if (active.Length == 0)
            return new(0, WeekDays, IsShare: false);
        var trials = active.Sum(day => day.LogicTrials);
        var period = Math.Max(WeekDays, (int)Math.Ceiling(Cadence.Of(active)));
        return trials > 0
            ? new((double)active.Total(day => day.LogicSuccesses) / trials, period, IsShare: true)
            : new(Level.Quantile([.. Periods(days, period)], 0.5), period, IsShare: false);
    }

    /// <summary>
    /// Reads the level of the days since the onset, up to and including <paramref name="last"/>.
    /// </summary>
    /// <remarks>
    /// The lower end is one standard error of counting below (Wilson 1927 for a share; (sqrt k - 1/2)² for a count), not 1.645 or more:
    /// the false-alarm guarantee does not rest on it, since a gate can only take alarms away, while a stricter bound would
    /// silence every campaign of a few hundred conversions.
    /// </remarks>
    public LogicReading Read(IReadOnlyList<DayBatch> days, LocalDate onset, LocalDate last)
    {
        var periods = Math.Max(1, (Period.DaysBetween(onset, last) + PeriodDays) / PeriodDays);
        var from = last.PlusDays(-periods * PeriodDays);
        var (sum, trials) = (Int128.Zero, 0L);
        foreach (var day in days)
        {
            if (day.Day > from && day.Day <= last)
                (sum, trials) = (sum + day.LogicSuccesses, trials + day.LogicTrials);
        }

        return IsShare
            ? new(Value, trials == 0 ? 0 : (double)sum / trials, trials == 0 ? 0 : WilsonLow((double)sum, trials), PeriodDays)
            : new(Value, (double)sum / periods, CountLow((double)sum) / periods, PeriodDays);
    }

    public bool Holds(LogicReading reading, double tolerance) => Value > 0 && reading.Low >= (1 - tolerance) * Value;

    // Tiled back from the last day, so that each period is whole.
    private static IEnumerable<double> Periods(IReadOnlyList<DayBatch> days, int period)
    {
        for (var to = days[^1].Day; to.PlusDays(1 - period) >= days[0].Day || to == days[^1].Day; to = to.PlusDays(-period))
            yield return days.Where(day => day.Day > to.PlusDays(-period) && day.Day <= to).Sum(day => (double)day.LogicSuccesses);
    }

    private static double WilsonLow(double k, double n) => (k + 0.5 - Math.Sqrt(k * (n - k) / n + 0.25)) / (n + 1);

    private static double CountLow(double k) => k <= 0.25 ? 0 : (Math.Sqrt(k) - 0.5) * (Math.Sqrt(k) - 0.5);
}
