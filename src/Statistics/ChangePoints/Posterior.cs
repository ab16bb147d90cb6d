namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// Where a break is and whether it is there, given the breaks on either side. A cost is minus twice a log-likelihood, so position t has the
/// weight exp(-(cost left + cost right + penalty)/2) and "no break here" has exp(-cost of both together/2); the penalty is the prior.
/// </summary>
internal readonly record struct Posterior(int From, int To, double Probability)
{
    private const double Mass = 0.95;

    /// <summary>
    /// The posterior of the break at <paramref name="at"/> between the segment from <paramref name="first"/> and the one to <paramref name="end"/> (excluded).
    /// </summary>
    public static Posterior Of(ISegmentCost cost, Partition partition, int first, int at, int end)
    {
        var earliest = first + partition.MinimumLength;
        var weights = new double[end - partition.MinimumLength - earliest + 1];
        var scale = cost.Of(first, at) + cost.Of(at, end);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Math.Exp((scale - cost.Of(first, earliest + i) - cost.Of(earliest + i, end)) / 2);

        var there = weights.Sum();
        var none = Math.Exp((scale + partition.Penalty - cost.Of(first, end)) / 2);
        var (from, to) = Shortest(weights, at - earliest, Mass * there);
        return new(earliest + from, earliest + to, there / (there + none));
    }

    // Grown from the mode towards the heavier neighbour, which gives the shortest run wherever the weights fall off on both sides.
    private static (int From, int To) Shortest(double[] weights, int mode, double mass)
    {
        var (from, to, held) = (mode, mode, weights[mode]);
        while (held < mass && (from > 0 || to < weights.Length - 1))
        {
            var left = from > 0 ? weights[from - 1] : double.NegativeInfinity;
            var right = to < weights.Length - 1 ? weights[to + 1] : double.NegativeInfinity;
            held += Math.Max(left, right);
            (from, to) = left > right ? (from - 1, to) : (from, to + 1);
        }

        return (from, to);
    }
}
