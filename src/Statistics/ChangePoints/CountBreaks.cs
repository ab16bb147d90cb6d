namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The breaks of a counted series: spikes pulled in, the noise chosen, the partition under it, and what is known of each break.</summary>
internal static class CountBreaks
{
    private const double Normal975 = 1.959963984540054;

    /// <summary>The breaks of <paramref name="points"/>, all with trials, standing at the indices <paramref name="observed"/> of the series as given.</summary>
    public static IReadOnlyList<Break> Of(CountPoint[] points, int[] observed)
    {
        var clipped = CountSpikes.Clip(points);
        var noise = CountModel.Choose(clipped, scores: points.Any(p => !double.IsInteger(p.Successes)));
        var partition = CountModel.Partition(points.Length);
        var cost = noise.Cost(clipped);
        var bounds = partition.Best(cost);
        var worth = new BinomialCost(clipped, noise);
        var levels = bounds.Zip(bounds.Skip(1), (first, end) => Wilson(worth.Effective(first, end))).ToArray();
        return [.. Enumerable.Range(1, bounds.Length - 2).Select(b =>
        {
            var posterior = Posterior.Of(cost, partition, bounds[b - 1], bounds[b], bounds[b + 1]);
            var direction = levels[b].Value < levels[b - 1].Value ? Direction.Fall : Direction.Rise;
            return new Break(observed[bounds[b]], observed[posterior.From], observed[posterior.To], posterior.Probability, levels[b - 1], levels[b], direction);
        })];
    }

    // Wilson's interval (1927) of the effective trials.
    private static Level Wilson((double Trials, double Successes) effective)
    {
        var (n, k) = effective;
        var square = Normal975 * Normal975;
        var centre = (k + (square / 2)) / (n + square);
        var half = Normal975 / (n + square) * Math.Sqrt((k * (n - k) / n) + (square / 4));
        return new(k / n, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
