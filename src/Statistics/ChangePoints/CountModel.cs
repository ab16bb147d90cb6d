namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The over-dispersion of a counted series, chosen from the data: each looked at gets its best partition and a modified BIC. The partition under it proposes
/// where the level may have changed; whether it did, or wandered, is weighed by <see cref="ChangeSearch"/>.
/// </summary>
internal static class CountModel
{
    // One bad period is an outlier, two are the start of something.
    private const int MinimumLength = 2;

    // Of a long series this many cells tell its noise well enough, for less work than the one exact partition at the end.
    private const int Cells = 100;

    private static readonly double[] Dispersions =
    [
        0,
        0.0005,
        0.001,
        0.0014,
        0.002,
        0.0028,
        0.004,
        0.0057,
        0.008,
        0.0113,
        0.016,
        0.0226,
        0.032,
        0.045,
        0.064,
        0.128,
        0.256,
    ];
    private static readonly double[] Spreads = [1, 0.5, 0.25, 0.125, 0.0625];

    public static Partition Partition(int count) => new(2 * Math.Log(count), MinimumLength);

    /// <summary>
    /// The noise that explains <paramref name="points"/> best, all of them with trials. The spread of a trial is learned only where trials are
    /// <paramref name="scores"/>; a yes/no answer has the spread it has.
    /// </summary>
    public static CountNoise Choose(CountPoint[] points, bool scores)
    {
        var (low, high) = (CountSpikes.TypicalDispersion(points) / 2, CountSpikes.TotalDispersion(points) * 2);
        var independent = (
            from spread in scores ? Spreads : Spreads[..1]
            from dispersion in Plausible(low, high)
            select Judge(points, new(spread, dispersion, 0))
        ).ToArray();
        return independent.MinBy(judged => judged.Criterion)!.Noise;
    }

    // No less than half of what the steps from point to point show, no more than twice what all points show about one share.
    private static IEnumerable<double> Plausible(double low, double high) =>
        Dispersions.Where(d => d >= low && d <= high).DefaultIfEmpty(Dispersions.MinBy(d => Math.Abs(d - low)));

    private static Judged Judge(CountPoint[] points, CountNoise noise)
    {
        var partition = Partition(points.Length);
        var cost = noise.Cost(points);
        var bounds = partition.NearlyBest(cost, Cells);
        var worth = new BinomialCost(points, noise);
        var shares = new double[points.Length];
        var price = ((bounds.Length - 2) * partition.Penalty) + (noise.Parameters * Math.Log(points.Length));
        for (var s = 1; s < bounds.Length; s++)
        {
            var (n, k) = worth.Effective(bounds[s - 1], bounds[s]);
            Array.Fill(shares, BinomialCost.Share(n, k), bounds[s - 1], bounds[s] - bounds[s - 1]);
            price += cost.Price(bounds[s - 1], bounds[s]);
        }

        return new(noise, noise.Misfit(points, shares) + price);
    }

    // A noise, and minus twice the logarithm of the evidence for it and the partition it leads to.
    private sealed record Judged(CountNoise Noise, double Criterion);
}
