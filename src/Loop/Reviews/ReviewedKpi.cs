using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>What a review found of a KPI's way through its period.</summary>
public enum Finding
{
    /// <summary>A break that can be dated lies in the period.</summary>
    Broke,

    /// <summary>The KPI surely stands elsewhere than its yardstick, and no single day of a break was found in the period.</summary>
    ChangedUndated,

    /// <summary>Neither a break nor a sure change.</summary>
    Held,
}

/// <summary>
/// A KPI of a review's table, with the breaks that lie in the period. These were searched in all of its days up to the period's end, those before the period
/// included.
/// <paramref name="Trend"/> is null for a KPI that has no value of a single day, in which no day can be searched, and for money of several currencies.
/// <paramref name="BrokeBefore"/> is the last break in the period of the same length before, the last days of which may be its yardstick; null where there is
/// none.
/// </summary>
public sealed record ReviewedKpi(KpiReading Reading, TrustTrend? Trend, TrendBreak? BrokeBefore)
{
    /// <summary>A row of the table with the part of its whole line that lies in the period.</summary>
    internal static ReviewedKpi Of(KpiReading row, TrustTrend? whole, LocalDate from, LocalDate to)
    {
        var before = from.PlusDays(-Period.DaysBetween(from, to) - 1);
        return new(
            row,
            whole is null
                ? null
                : whole with
                {
                    Points = [.. whole.Points.Where(point => point.Date >= from)],
                    Breaks = [.. whole.Breaks.Where(one => one.Date >= from)],
                },
            whole?.Breaks.LastOrDefault(one => one.Date >= before && one.Date < from)
        );
    }

    public Kpi Kpi => Reading.Kpi;

    public Finding Finding =>
        Trend is { Breaks.Count: > 0 } ? Finding.Broke
        : IsSure ? Finding.ChangedUndated
        : Finding.Held;

    /// <summary>Whether the card says that the KPI stands elsewhere than its yardstick.</summary>
    private bool IsSure => Reading.Sure != Sure.No;
}
