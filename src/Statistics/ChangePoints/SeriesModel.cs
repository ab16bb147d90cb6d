namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// How a bare series is best seen: its values as given or as logarithms, with or without a season, and the shape of its segments. Every combination
/// gets its best partitions, and the least modified BIC of the series as given wins. Partitions are judged by a likelihood whose tail is chosen too,
/// so a wild step has to be a break for more than its size.
/// </summary>
/// <param name="View">The values as seen.</param>
/// <param name="Shape">What is constant within a segment.</param>
/// <param name="Caution">The variance of new noise under which the partition was made: the noise's own, or more where fewer breaks explain the series
/// better.</param>
/// <param name="Noise">The variance of new noise about that partition.</param>
/// <param name="Criterion">Minus twice the logarithm of the evidence for all this, up to a constant of the series.</param>
internal sealed record SeriesModel(SeriesView View, SeriesShape Shape, double Caution, double Noise, double Criterion)
{
    // Of a long series this many cells tell its shape well enough, for less work than the one exact partition at the end.
    private const int Cells = 150;
    private const int Rounds = 6;

    // Sizes of noise to begin with, as parts of what scatters about a single segment: above it nothing is a break, far below much is.
    private static readonly double[] Starts = [9, 3, 1, 0.02];

    /// <summary>The criterion without the price of the shifts.</summary>
    private double Bare { get; init; } = Criterion;

    public Partition Partition => Shape.Partition(View.Values.Length);

    /// <summary>Where the level of a drifting series jumps, as indices of the first value after each jump, with the probability of each.</summary>
    public IReadOnlyList<(int At, double Probability)> Shifts { get; private init; } = [];

    public static SeriesModel Choose(IEnumerable<SeriesView> views)
    {
        var best = (from view in views from shape in SeriesShape.All select Settle(view, shape)).MinBy(model => model.Criterion)!;
        return best.Shape.Constant == Constant.Drift ? Shifting(best) : best;
    }

    /// <summary>The cost of segments under new noise of the variance given.</summary>
    public IResidualCost Cost(double variance) => Shape.Cost(View.Values, View.Times, variance);

    private static SeriesModel Settle(SeriesView view, SeriesShape shape) =>
        Starts.Select(start => Settle(view, shape, start)).MinBy(model => model.Criterion)!;

    // A jump inside a drift is one wild step, which a wild tail explains at little cost. So the wildest is taken for a jump, which costs a date and a size, as
    // long as what is left is explained so much better: where steps are wild as a rule, it is not.
    private static SeriesModel Shifting(SeriesModel model)
    {
        while (true)
        {
            var (step, size) = model.Wildest();
            if (size == 0)
                return model;

            var without = Settle(model.View.Without(step + 1, size), model.Shape);
            var price = model.Partition.Penalty + Math.Log(1 + (1 / without.Noise)) + (model.Criterion - model.Bare);
            var gain = model.Criterion - without.Criterion - price;
            if (!(gain > 0))
                return model;
            model = without with
            {
                Criterion = without.Criterion + price,
                Shifts = [.. model.Shifts, (step + 1, 1 / (1 + Math.Exp(-gain / 2)))],
                Bare = without.Criterion,
            };
        }
    }

    // Partition and noise in turn, each given the other, until they agree; where caution is asked for, once.
    private static SeriesModel Settle(SeriesView view, SeriesShape shape, double start)
    {
        var whole = shape.Cost(view.Values, view.Times, 1);
        var variance = Math.Max(start * whole.Residual(0, whole.Count) / whole.Count, view.Rounding);
        var best = Judge(view, shape, variance);
        var latest = best;
        for (var round = 1; round < Rounds && start <= 1 && Math.Abs(latest.Noise - latest.Caution) > 1e-6 * latest.Caution; round++)
        {
            latest = Judge(view, shape, latest.Noise);
            best = latest.Criterion < best.Criterion ? latest : best;
        }

        return best;
    }

    private (int Step, double Size) Wildest()
    {
        var cost = Cost(Noise);
        var bounds = Partition.NearlyBest(Cost(Caution), Cells);
        var innovations = new double[cost.Count];
        foreach (var (first, end) in bounds.Zip(bounds.Skip(1)))
            cost.Innovations(first, end, innovations);
        var step = Enumerable.Range(0, innovations.Length).MaxBy(i => Math.Abs(innovations[i]));
        return (step, innovations[step] * Math.Sqrt(Noise));
    }

    private static SeriesModel Judge(SeriesView view, SeriesShape shape, double variance)
    {
        var cost = shape.Cost(view.Values, view.Times, variance);
        var partition = shape.Partition(view.Values.Length);
        var bounds = partition.NearlyBest(cost, Cells);
        var innovations = new double[cost.Count];
        var (residual, price) = (0.0, (bounds.Length - 2) * partition.Penalty);
        foreach (var (first, end) in bounds.Zip(bounds.Skip(1)))
        {
            cost.Innovations(first, end, innovations);
            residual += cost.Residual(first, end);
            price += cost.Price(first, end);
        }

        var freedom = Math.Max(1, cost.Count - (cost.Parameters * (bounds.Length - 1)));
        var noise = Math.Max(variance * residual / freedom, view.Rounding);
        price += (view.Parameters + shape.Parameters) * Math.Log(view.Values.Length);

        // The first value of a wandering series has no step: it scatters as the series does, whose variance is 1.
        var misfit = StudentT.Misfit(innovations, view.Rounding / variance) + (cost.Count * Math.Log(variance)) + shape.Offset;
        return new(view, shape, variance, noise, misfit + price + view.Volume);
    }
}
