namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>How often a stream speaks: 1 for every day, 7 for once a week.</summary>
internal static class Cadence
{
    /// <summary>The median number of days from one of these days to the next; 1 where there are not two.</summary>
    public static double Of(IReadOnlyList<DayBatch> days)
    {
        double[] gaps = [.. days.Zip(days.Skip(1), (day, next) => (double)Period.DaysBetween(day.Day, next.Day))];
        return gaps.Length == 0 ? 1 : Level.Quantile(gaps, 0.5);
    }
}
