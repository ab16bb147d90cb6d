using System.Diagnostics.CodeAnalysis;

namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// When did a level change? Offline change points by optimal partitioning under a noise that is chosen from the data, with a posterior for each date.
/// </summary>
[SuppressMessage("Design", "MA0049", Justification = "The door of this folder bears the folder's name.")]
public static class ChangePoints
{
    /// <summary>
    /// The breaks of a series of counts, ascending. A point counts by its trials up to the over-dispersion found in the series, so thin points
    /// cannot make a break and dense ones that drift do not shatter. Points without trials are missing; fewer than four others have no breaks.
    /// </summary>
    /// <exception cref="ArgumentException">A count is negative or not finite, or there are more successes than trials.</exception>
    public static IReadOnlyList<Break> OfCounts(IReadOnlyList<CountPoint> points)
    {
        if (points.Any(p => !p.IsValid))
            throw new ArgumentException("successes must lie between 0 and trials, and trials be finite", nameof(points));

        int[] observed = [.. Enumerable.Range(0, points.Count).Where(i => points[i].Trials > 0)];
        return observed.Length < 4 ? [] : CountBreaks.Of([.. observed.Select(i => points[i])], observed);
    }

    /// <summary>
    /// Where a series of counts may have a break, ascending: what <see cref="OfCounts"/> weighs against a slide and against wandering before a break is
    /// reported. For a caller that had better leave a doubtful series alone.
    /// </summary>
    internal static IReadOnlyList<int> SuspectedInCounts(IReadOnlyList<CountPoint> points)
    {
        int[] observed = [.. Enumerable.Range(0, points.Count).Where(i => points[i].Trials > 0)];
        if (observed.Length < 4)
            return [];

        CountPoint[] given = [.. observed.Select(i => points[i])];
        var clipped = CountSpikes.Clip(given);
        var noise = CountModel.Choose(clipped, scores: given.Any(point => !double.IsInteger(point.Successes)));
        return [.. CountModel.Partition(clipped.Length).Best(noise.Cost(clipped))[1..^1].Select(at => observed[at])];
    }

    /// <summary>
    /// The breaks of a bare series, ascending; null = missing, a value is in any unit. What is constant between breaks (a level, a line, a drift), a season,
    /// logarithms, and the autocorrelation and tail of the noise are chosen from the data by a modified BIC. Levels are means of the values as given;
    /// at a change of slope they may be near each other. Fewer than eight values have no breaks.
    /// </summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static IReadOnlyList<Break> OfSeries(IReadOnlyList<double?> values)
    {
        if (values.Any(v => v is { } value && !double.IsFinite(value)))
            throw new ArgumentException("values must be finite", nameof(values));

        int[] observed = [.. Enumerable.Range(0, values.Count).Where(i => values[i] is not null)];
        return observed.Length < 8 ? [] : SeriesBreaks.Of([.. observed.Select(i => values[i]!.Value)], observed);
    }
}
