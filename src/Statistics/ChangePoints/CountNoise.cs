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

    /// <summary>Numbers learned from the data where noises without memory are compared, beyond those of binomial counts.</summary>
    public int Parameters => (Spread < 1 ? 1 : 0) + (Dispersion > 0 ? 1 : 0);

    /// <summary>
    /// What a point of <paramref name="trials"/> is worth in independent yes/no trials, autocorrelation counted at its long-run value (1+m)/(1-m).
    /// </summary>
    public double Worth(double trials) => 1 / ((Spread / trials) + (Dispersion * (1 + Memory) / (1 - Memory)));

    /// <summary>The cost of a run of such counts, binomial, so that shares near 0 or 1 and thin points keep their skewness.</summary>
    public ISegmentCost Cost(CountPoint[] points) => new BinomialCost(points, this);

    /// <summary>
    /// Minus twice the log-likelihood of the points about the shares of their segments by a t distribution; small is good. It compares noises on the same
    /// points: the costs of segments cannot, since each noise has its own effective trials.
    /// </summary>
    public double Misfit(CountPoint[] points, double[] shares)
    {
        var total = 0.0;
        for (var i = 0; i < points.Length; i++)
        {
            var surprise = points[i].Share - shares[i];
            var scale = TailScale * shares[i] * (1 - shares[i]) * ((Spread / points[i].Trials) + Dispersion);
            total += Math.Log(scale) + ((Tail + 1) * Math.Log(1 + (surprise * surprise / (Tail * scale))));
        }

        return total;
    }
}
