namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A run of counts with one share: the binomial deviance of its effective trials, so that a thin point weighs by its trials and a dense one
/// saturates where over-dispersion takes over. The logarithm of the segment's part of all trials is added, as in the modified BIC
/// (Zhang and Siegmund 2007, Biometrics 63(1)).
/// </summary>
internal sealed class BinomialCost : ISegmentCost
{
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
        return (-2 * (Times(k, k / n) + Times(n - k, 1 - (k / n)))) + Math.Log(1 + (Count * n / trials[^1]));
    }

    /// <summary>The effective trials and successes of a run.</summary>
    public (double Trials, double Successes) Effective(int first, int end) =>
        (trials[end] - trials[first], Math.Clamp(successes[end] - successes[first], 0, trials[end] - trials[first]));

    private static double Times(double count, double share) => share > 0 ? count * Math.Log(share) : 0;
}
