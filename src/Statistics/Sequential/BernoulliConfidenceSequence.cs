namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// An interval for a share that covers it at every sample size at once with probability 1 - alpha, so it may be looked at
/// after each event. Two-sided beta-binomial mixture (Howard, Ramdas, McAuliffe, Sekhon 2021, Annals of Statistics 49(2)).
/// </summary>
/// <param name="Alpha">Probability that the interval ever misses, strictly between 0 and 1.</param>
/// <param name="TightestAt">The number of trials at which the interval is to be tightest (t_opt).</param>
public readonly record struct BernoulliConfidenceSequence(double Alpha, double TightestAt)
{
    // The published tuning fixes the level for which the tightest sample size is exact, whatever level is then asked for.
    private const double TuningAlpha = 0.05;

    /// <summary>
    /// The interval after <paramref name="successes"/> of <paramref name="trials"/>: all p with ln M(p) &lt; ln(1/alpha).
    /// Ends are within 1e-12; no trials give 0 to 1.
    /// </summary>
    public (double Low, double High) At(double successes, double trials)
    {
        if (Alpha is not (> 0 and < 1) || !(TightestAt > 0))
            throw new InvalidOperationException($"a confidence sequence needs 0 < alpha < 1 and a positive number of trials, not {Alpha} and {TightestAt}");
        if (!(successes >= 0 && successes <= trials && double.IsFinite(trials)))
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"must lie between 0 and the {trials} trials");
        if (trials == 0)
            return (0, 1);

        const double edge = 1e-12;
        var limit = -Math.Log(Alpha);
        var sequence = this;
        bool IsInside(double p) => sequence.LogMartingale(p, successes, trials) < limit;
        var mean = Math.Clamp(successes / trials, edge, 1 - edge);
        return (
            successes == 0 || IsInside(edge) ? 0 : Root.Between(edge, mean, IsInside),
            successes == trials || IsInside(1 - edge) ? 1 : Root.Between(mean, 1 - edge, p => !IsInside(p))
        );
    }

    private double LogMartingale(double p, double successes, double trials)
    {
        var variance = p * (1 - p);
        var tuning = -2 * Math.Log(TuningAlpha);
        var r = Math.Max(variance * TightestAt / (tuning + Math.Log(1 + tuning)) - variance, 0.001 * variance);
        var failures = trials - successes;
        return LogBeta(r / (1 - p) + successes, r / p + failures) - LogBeta(r / (1 - p), r / p) - successes * Math.Log(p) - failures * Math.Log(1 - p);
    }

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    // Stirling's series after lifting the argument to where five terms are exact to double precision (Abramowitz and Stegun 6.1.41).
    private static double LogGamma(double x)
    {
        var lifted = 0.0;
        for (; x < 12; x++)
            lifted += Math.Log(x);

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - lifted;
    }
}
