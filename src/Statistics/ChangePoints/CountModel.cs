namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The noise of a counted series is not given but chosen: each noise looked at gets its best partition, and the pair that explains the points
/// best for its number of parameters wins (modified BIC). A series that drifts is thereby told from one that jumps.
/// </summary>
internal static class CountModel
{
    // One bad period is an outlier, two are the start of something.
    private const int MinimumLength = 2;

    // Of a long series this many cells tell its noise well enough, for less work than the one exact partition at the end.
    private const int Cells = 400;

    public static readonly double[] Dispersions = [0, 0.0003, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256];
    public static readonly double[] Memories = [0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95];
    public static readonly double[] Spreads = [1, 0.5, 0.25, 0.125, 0.0625];

    public static Partition Partition(int count) => new(2 * Math.Log(count), MinimumLength);

    /// <summary>
    /// The noise that explains <paramref name="points"/> best, all of them with trials. The spread of a trial is learned only where trials are
    /// <paramref name="scores"/>; a yes/no answer has the spread it has.
    /// </summary>
    public static CountNoise Choose(CountPoint[] points, bool scores)
    {
        var criteria = new Dictionary<CountNoise, double>();
        double Look(CountNoise noise) =>
            criteria.TryGetValue(noise, out var known) ? known : criteria[noise] = Criterion(points, noise);

        foreach (var spread in scores ? Spreads : Spreads[..1])
        {
            var at = Enumerable.Range(0, Dispersions.Length).MinBy(i => Look(new(spread, Dispersions[i], 0)));
            foreach (var memory in Memories[1..])
                at = Descend(i => Look(new(spread, Dispersions[i], memory)), Math.Max(at, 1));
        }

        return criteria.MinBy(c => c.Value).Key;
    }

    // Downhill along the dispersions from where less memory ended; autocorrelation is of the dispersed part, so there has to be one.
    private static int Descend(Func<int, double> criterion, int start)
    {
        var at = start;
        while (at + 1 < Dispersions.Length && criterion(at + 1) < criterion(at))
            at++;

        if (at > start)
            return at;

        while (at > 1 && criterion(at - 1) < criterion(at))
            at--;

        return at;
    }

    public static double Criterion(CountPoint[] points, CountNoise noise)
    {
        var partition = Partition(points.Length);
        var bounds = partition.NearlyBest(noise.Cost(points), Cells);
        var worth = new BinomialCost(points, noise);
        var whole = worth.Effective(0, points.Length).Trials;
        var shares = new double[points.Length];
        var price = ((bounds.Length - 2) * partition.Penalty) + (noise.Parameters * Math.Log(points.Length));
        for (var s = 1; s < bounds.Length; s++)
        {
            var (n, k) = worth.Effective(bounds[s - 1], bounds[s]);
            Array.Fill(shares, (k + 0.5) / (n + 1), bounds[s - 1], bounds[s] - bounds[s - 1]);
            price += Math.Log(1 + (points.Length * n / whole));
        }

        return noise.Misfit(points, shares) + price;
    }
}
