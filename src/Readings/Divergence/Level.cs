namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>A share over a run of days long enough to speak for itself.</summary>
internal readonly record struct Level(double Sum, double Count)
{
    private const int WeekDays = 7;
    private const double OneSided95 = 1.645;

    public double Mean => Sum / Count;

    /// <summary>Consecutive days joined until they span a week and hold the least count; what is left over at the end belongs to no level.</summary>
    public static IEnumerable<Level> Pool(IEnumerable<(LocalDate Day, double Sum, long Count)> days, double cadence, long least)
    {
        var open = new Level(0, 0);
        LocalDate? ended = null;
        foreach (var (day, sum, count) in days)
        {
            ended ??= day.PlusDays(-(int)Math.Round(cadence));
            open = new(open.Sum + sum, open.Count + count);
            if (open.Count < least || Period.DaysBetween(ended.Value, day) < WeekDays)
                continue;
            yield return open;
            (open, ended) = (new(0, 0), day);
        }
    }

    /// <summary>A lower bound of the quantile of the true levels behind the counted ones.</summary>
    public static double LowQuantile(IReadOnlyList<Level> levels, double quantile)
    {
        var count = levels.Sum(level => level.Count);
        var mean = (levels.Sum(level => level.Sum) + 0.5) / (count + 1);
        var noise = mean * (1 - mean);
        var squares = levels.Sum(level => level.Count * level.Count);
        var spread = levels.Sum(level => level.Count * (level.Mean - mean) * (level.Mean - mean));
        var tau = Math.Max(0, (spread - (levels.Count - 1) * noise) / (count - squares / count));
        var error = Math.Sqrt(noise / count + tau * squares / (count * count));
        return Quantile([.. levels.Select(level => mean + (level.Mean - mean) * Math.Sqrt(tau / (tau + noise / level.Count)))], quantile) - OneSided95 * error;
    }

    /// <summary>The quantile with linear interpolation between order statistics (Hyndman and Fan 1996, definition 7).</summary>
    public static double Quantile(double[] values, double quantile)
    {
        Array.Sort(values);
        var place = (values.Length - 1) * quantile;
        var below = (int)place;
        return below + 1 < values.Length ? values[below] + (place - below) * (values[below + 1] - values[below]) : values[^1];
    }
}
