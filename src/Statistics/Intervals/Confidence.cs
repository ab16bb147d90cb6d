namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>What share of intervals, over many repetitions, hold the truth.</summary>
public static class Confidence
{
    public const double Default = 0.95;

    // The two-sided 95 % quantile of the normal law to the last bit, since nearly every reading asks for it.
    private const double NormalQuantile95 = 1.959963984540054;

    /// <summary>The standard normal quantile that leaves half of the rest above it: 1.96 for 0.95.</summary>
    public static double Z(double confidence)
    {
        Check(confidence);
        return confidence == Default ? NormalQuantile95 : Math.Sqrt(2 * Gamma.Quantile(0.5, confidence, guess: 1));
    }

    internal static void Check(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies strictly between 0 and 1.");
    }
}
