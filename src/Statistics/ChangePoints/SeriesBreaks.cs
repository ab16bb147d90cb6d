namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The breaks of a bare series: the model chosen, the exact partition under it, and what is known of each break.</summary>
internal static class SeriesBreaks
{
    /// <summary>The breaks of <paramref name="values"/>, standing at the indices <paramref name="observed"/> of the series as given.</summary>
    public static IReadOnlyList<Break> Of(double[] values, int[] observed)
    {
        var model = SeriesModel.Choose(SeriesView.Of(values, observed));
        var partition = model.Partition;
        var bounds = partition.Best(model.Cost(model.Caution));
        var noise = model.Cost(model.Noise);
        var offset = model.Shape.Offset;
        var level = model.Shape.Constant == Constant.Mean;
        var segments = bounds.Zip(bounds.Skip(1), (first, end) => new Segment(values, observed, first == 0 ? 0 : first + offset, end + offset, level)).ToArray();
        return [.. Enumerable.Range(1, bounds.Length - 2).Select(b =>
        {
            var posterior = Posterior.Of(noise, partition, bounds[b - 1], bounds[b], bounds[b + 1]);
            var first = bounds[b] + offset;
            return new Break(
                observed[first],
                observed[posterior.From + offset],
                observed[posterior.To + offset],
                posterior.Probability,
                segments[b - 1].Level,
                segments[b].Level,
                Way(values, observed, first, segments[b - 1], segments[b]));
        })];
    }

    // The new points against where the segment before was heading, no further ahead than it was long.
    private static Direction Way(double[] values, int[] observed, int first, Segment before, Segment after)
    {
        var ahead = Math.Min(before.Length, after.Length);
        var surprise = Enumerable.Range(first, ahead).Sum(i => values[i] - before.Expected(observed[i]));
        return surprise < 0 ? Direction.Fall : Direction.Rise;
    }
}
