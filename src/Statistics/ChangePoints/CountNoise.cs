namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// How counted points scatter about a share p: variance p(1-p)(spread/n + dispersion), the dispersed part autocorrelated from point to point.
/// </summary>
/// <param name="Spread">Variance of one trial over p(1-p): 1 for yes/no answers, less where a trial is a score between 0 and 1.</param>
/// <param name="Dispersion">Variance over p(1-p) that no number of trials removes (over-dispersion).</param>
/// <param name="Memory">Lag-one correlation of the dispersed part, from 0 (none) up to 1 (excluded).</param>
internal readonly record struct CountNoise(double Spread, double Dispersion, double Memory)
{
    // Degrees of freedom of the t distribution that noises are compared by: a storm of opinions must not pass for everyday noise.
    private const double Tail = 5;

    // The squared scale at which that distribution fits Gaussian noise of variance 1 best, so that such noise is found at its own size.
    private const double TailScale = 0.734;

    /// <summary>Numbers learned from the data, beyond those of binomial counts.</summary>
    public int Parameters => (Spread < 1 ? 1 : 0) + (Dispersion > 0 ? 1 : 0) + (Memory > 0 ? 1 : 0);

    /// <summary>What a point of <paramref name="trials"/> is worth in independent yes/no trials, autocorrelation counted at its long-run value (1+m)/(1-m).</summary>
    public double Worth(double trials) => 1 / ((Spread / trials) + (Dispersion * (1 + Memory) / (1 - Memory)));

    /// <summary>
    /// The cost of a run of such counts: binomial where points are independent, so that shares near 0 or 1 and thin points keep their skewness;
    /// Gaussian on the scale 2 asin(sqrt(share)), where the variance does not depend on the share, where they are autocorrelated.
    /// </summary>
    public ISegmentCost Cost(CountPoint[] points) => Memory > 0
        ? new MeanCost(Angles(points), Steps(points))
        : new BinomialCost(points, this);

    /// <summary>
    /// Minus twice the log-likelihood of the points about the shares of their segments, each predicted from the one before it, by a t distribution;
    /// small is good. It compares noises on the same points: the costs of segments cannot, since each noise has its own effective trials.
    /// </summary>
    public double Misfit(CountPoint[] points, double[] shares)
    {
        var steps = Steps(points);
        var (total, before) = (0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var unit = shares[i] * (1 - shares[i]);
            var residual = (points[i].Share - shares[i]) / Math.Sqrt(unit);
            var surprise = residual - (steps[i].Carried * before);
            var scale = TailScale * steps[i].Innovation;
            total += Math.Log(unit * scale) + ((Tail + 1) * Math.Log(1 + (surprise * surprise / (Tail * scale))));
            before = residual;
        }

        return total;
    }

    // Two trials at the common share tame points so thin that their angle would be far from that of their share.
    private static double[] Angles(CountPoint[] points)
    {
        var common = points.Sum(p => p.Successes) / points.Sum(p => p.Trials);
        return [.. points.Select(p => 2 * Math.Asin(Math.Sqrt((p.Successes + (2 * common)) / (p.Trials + 2))))];
    }

    private NoiseStep[] Steps(CountPoint[] points)
    {
        var steps = new NoiseStep[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var variance = (Spread / points[i].Trials) + Dispersion;
            var carried = i == 0 ? 0 : Memory * Dispersion / steps[i - 1].Variance;
            steps[i] = new(variance, carried, variance - (carried * Memory * Dispersion));
        }

        return steps;
    }
}
