namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Cuts the days of a ratio into stretches of one level: optimal partitioning (Jackson et al. 2005, IEEE Signal Processing Letters 12(2)) of the days' rates,
/// each weighted by what it is worth, 1 / (sampling variance + variance between days).
/// </summary>
/// <remarks>
/// The variance between days is half the mean squared step from a day to the next less what sampling makes of it, the largest fiftieth of steps left out, so
/// that breaks do not count as scatter. Each further stretch costs 3 ln D and holds <see cref="FewestDays"/> days.
/// </remarks>
internal static class LevelSegments
{
    public const int FewestDays = 7;

    private const double StepsLeftOut = 0.02;

    /// <summary>The first index of each stretch, and last the number of days.</summary>
    /// <param name="memory">By how much less days are worth because they resemble the days before them (<see cref="DayMemory"/>).</param>
    public static int[] Bounds(IReadOnlyList<RatioDay> days, Spread spread, double memory)
    {
        var worth = Worth(days, spread, memory);
        var prefix = new (double Worth, double First, double Second)[days.Count + 1];
        for (var i = 0; i < days.Count; i++)
        {
            var (w, x) = (worth[i], days[i].Rate);
            prefix[i + 1] = (prefix[i].Worth + w, prefix[i].First + (w * x), prefix[i].Second + (w * x * x));
        }

        return Best(prefix, days.Count, 3 * Math.Log(Math.Max(2, days.Count)));
    }

    private static int[] Best((double Worth, double First, double Second)[] prefix, int count, double penalty)
    {
        var best = new double[count + 1];
        var previous = new int[count + 1];
        Array.Fill(best, double.PositiveInfinity, 1, count);
        best[0] = -penalty;
        for (var end = Math.Min(FewestDays, count); end <= count; end++)
        {
            for (var start = 0; start == 0 || end - start >= FewestDays; start++)
            {
                if (double.IsPositiveInfinity(best[start]))
                    continue;
                var price = best[start] + Cost(prefix[start], prefix[end]) + penalty;
                if (price < best[end])
                    (best[end], previous[end]) = (price, start);
            }
        }

        var bounds = new Stack<int>([count]);
        for (var end = count; end > 0; end = previous[end])
            bounds.Push(previous[end]);
        return [.. bounds];
    }

    private static double Cost((double Worth, double First, double Second) start, (double Worth, double First, double Second) end)
    {
        var (worth, first) = (end.Worth - start.Worth, end.First - start.First);
        return worth > 0 ? end.Second - start.Second - (first * first / worth) : 0;
    }

    private static double[] Worth(IReadOnlyList<RatioDay> days, Spread spread, double memory)
    {
        var (sum, weight, squares) = (days.Sum(day => day.Sum), days.Sum(day => day.Weight), days.Sum(day => day.Squares));
        var unit = LevelEstimate.UnitVariance(spread, sum, weight, squares);
        var between = BetweenDays(days, unit);
        return [.. days.Select(day => (unit / day.Weight) + between).Select(variance => variance > 0 ? 1 / (memory * variance) : 0)];
    }

    private static double BetweenDays(IReadOnlyList<RatioDay> days, double unit)
    {
        var steps = days.Zip(
                days.Skip(1),
                (day, next) =>
                {
                    var step = next.Rate - day.Rate;
                    return (Square: step * step / 2, Sampling: unit * ((1 / day.Weight) + (1 / next.Weight)) / 2);
                }
            )
            .OrderBy(step => step.Square)
            .ToArray();
        var kept = steps.Take(steps.Length - (int)(StepsLeftOut * steps.Length)).ToArray();
        return kept.Length == 0 ? 0 : Math.Max(0, kept.Average(step => step.Square) - kept.Average(step => step.Sampling));
    }
}
