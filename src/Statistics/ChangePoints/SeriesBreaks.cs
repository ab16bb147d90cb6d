namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The breaks of a bare series: the view and shape chosen, the partition under them, and what is known of each break.</summary>
internal static class SeriesBreaks
{
    public static IReadOnlyList<Break> Of(double[] values, int[] observed)
    {
        var model = SeriesModel.Choose(SeriesView.Of(values, observed));
        var (cost, partition, offset) = (model.Cost, model.Partition, model.Shape.Offset);
        var bounds = partition.Best(cost);
        var breaks = new List<Break>();
        for (var b = 1; b < bounds.Length - 1; b++)
        {
            var posterior = Posterior.Of(cost, partition, bounds[b - 1], bounds[b], bounds[b + 1]);
            breaks.Add(new(observed[bounds[b] + offset], observed[posterior.From + offset], observed[posterior.To + offset], posterior.Probability, default, default, Direction.Fall));
        }

        return breaks;
    }
}
