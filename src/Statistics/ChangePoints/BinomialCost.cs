namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A run of counts with one share: the binomial deviance of its effective trials, so that a thin point weighs by its trials and a dense one
/// saturates where over-dispersion takes over. The price of the share, the logarithm of what the run says about the share over what was known before,
/// is added as in the modified BIC (Zhang and Siegmund 2007, Biometrics 63(1)).
/// </summary>
internal sealed class BinomialCost : ISegmentCost
{
    // Fewer trials are no segment, however unanimous: a share needs some answers to be one.
    private const double FewestTrials = 5;

    // Before it is seen a share is known to differ from others by no more than a twentieth of p(1-p), in squares, or about as a single average point does.
    private const double Prior = 0.05;

    private readonly double[] trials;
    private readonly double[] successes;

    public BinomialCost(CountPoint[] points, CountNoise noise)
    {
        trials = new double[points.Length + 1];
        successes = new double[points.Length + 1];
        for (var i = 0; i < points.Length; i++)
        {
            var worth = noise.Worth(points[i].Trials);
            trials[i + 1] = trials[i] + worth;
            successes[i + 1] = successes[i] + (worth * points[i].Share);
        }
    }

    public int Count => trials.Length - 1;

    public double Of(int first, int end)
    {
        var (n, k) = Effective(first, end);
        if (n < FewestTrials)
            return double.PositiveInfinity;

        var share = Share(n, k);
        return (-2 * ((k * Math.Log(share)) + ((n - k) * Math.Log(1 - share)))) + Price(n);
    }

    public double Price(int first, int end) => Price(trials[end] - trials[first]);

    /// <summary>The effective trials and successes of a run.</summary>
    public (double Trials, double Successes) Effective(int first, int end) =>
        (trials[end] - trials[first], Math.Clamp(successes[end] - successes[first], 0, trials[end] - trials[first]));

    /// <summary>The share of a run, half a trial added on each side (Jeffreys' prior), so that unanimous answers do not rule out others.</summary>
    public static double Share(double n, double k) => (k + 0.5) / (n + 1);

    private double Price(double n) => Math.Log(1 + (n * Math.Max(Prior, Count / trials[^1])));
}
