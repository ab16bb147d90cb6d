namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// How a bare series is best seen: its values as given or as logarithms, with or without a season, the shape of its segments and the size
/// of its noise. Every combination gets its best partition, and the least modified BIC of the series as given wins.
/// </summary>
internal sealed record SeriesModel(SeriesView View, SeriesShape Shape, double Variance, double Criterion)
{
    private const int Cells = 250;
    private const int Rounds = 6;

    // The noise is sought from above, where nothing is a break, and from below, where much is.
    private static readonly double[] Starts = [1, 0.02];

    public static SeriesModel Choose(IEnumerable<SeriesView> views) =>
        views.SelectMany(view => SeriesShape.All.SelectMany(shape => Starts.Select(start => Settle(view, shape, start)))).MinBy(m => m.Criterion)!;

    public IResidualCost Cost => Shape.Cost(View.Values, View.Times, Variance);

    public Partition Partition => Shape.Partition(View.Values.Length);

    // Partition and noise in turn, each given the other, until they agree.
    private static SeriesModel Settle(SeriesView view, SeriesShape shape, double start)
    {
        var whole = shape.Cost(view.Values, view.Times, 1);
        var variance = Math.Max(start * whole.Residual(0, whole.Count) / whole.Count, view.Rounding);
        SeriesModel? best = null;
        for (var round = 0; round < Rounds; round++)
        {
            var cost = shape.Cost(view.Values, view.Times, variance);
            var bounds = shape.Partition(view.Values.Length).NearlyBest(cost, Cells);
            var settled = Judge(view, shape, cost, bounds, variance);
            if (best is null || settled.Criterion < best.Criterion)
                best = settled;

            if (Math.Abs(settled.Variance - variance) < 1e-6 * variance)
                break;

            variance = settled.Variance;
        }

        return best!;
    }

    private static SeriesModel Judge(SeriesView view, SeriesShape shape, IResidualCost cost, int[] bounds, double variance)
    {
        var (residual, price) = (0.0, 0.0);
        var innovations = new double[cost.Count];
        for (var s = 1; s < bounds.Length; s++)
        {
            var part = cost.Residual(bounds[s - 1], bounds[s]);
            residual += part;
            cost.Innovations(bounds[s - 1], bounds[s], innovations);
            price += cost.Of(bounds[s - 1], bounds[s]) - part;
        }

        var count = view.Values.Length;
        var settled = Math.Max(variance * residual / Math.Max(1, cost.Count - (cost.Parameters * (bounds.Length - 1))), view.Rounding);
        var parameters = view.Parameters + (shape.Memory == 0 ? 0 : 1) + shape.Offset;
        price += ((bounds.Length - 2) * shape.Partition(count).Penalty) + (parameters * Math.Log(count));
        // The first value of a wandering series has no step: it scatters as the series does, whose variance is 1.
        var volume = (cost.Count * Math.Log(variance)) + view.Volume;
        return new(view, shape, settled, Misfit(innovations, view.Rounding / variance) + shape.Offset + price + volume);
    }

    public const double Tail = 5;

    // Minus twice the log-likelihood of innovations under a t distribution of the scale that suits them best.
    private static double Misfit(double[] innovations, double floor)
    {
        var scale = 1.0;
        for (var round = 0; round < 20; round++)
            scale = Math.Max(floor, innovations.Average(e => (Tail + 1) * e * e / (Tail + (e * e / scale))));

        return innovations.Sum(e => Math.Log(scale) + ((Tail + 1) * Math.Log(1 + (e * e / (Tail * scale)))));
    }
}
