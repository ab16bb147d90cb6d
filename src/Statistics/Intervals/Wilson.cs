namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The score interval of a proportion: centre (p + z²/2n) / (1 + z²/n), half width z / (1 + z²/n) · √(p(1-p)/n + z²/4n²).
/// Wilson (1927), JASA 22, 209-212; method 3 of Newcombe (1998), Statistics in Medicine 17, 857-872.
/// </summary>
public static class Wilson
{
    /// <summary>The share of <paramref name="trials"/> (at least 1) that succeeded, as a ratio from 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or successes below 0 or above the trials.</exception>
    public static Estimate Interval(long successes, long trials, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);

        return Interval((double)successes / trials, trials, trials, confidence);
    }

    /// <summary>The same interval for a share whose precision is that of <paramref name="effectiveTrials"/> independent trials.</summary>
    internal static Estimate Interval(double share, double effectiveTrials, long n, double confidence)
    {
        var z = Confidence.Z(confidence);
        var weight = z * z / effectiveTrials;
        var centre = (share + weight / 2) / (1 + weight);
        var half = Math.Sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight);
        return Estimate.Within(0, 1, share, centre - half, centre + half, n);
    }
}
