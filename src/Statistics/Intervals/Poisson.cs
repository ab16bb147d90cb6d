namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// Intervals for numbers and sums of events that arrive independently of each other: the count that such a process would give
/// again on average. Where events come in bursts the intervals are too narrow.
/// </summary>
public static class Poisson
{
    // From here on the closed form of Byar differs from the exact limits by less than one part in 10,000.
    private const double ExactBelow = 200;

    /// <summary>
    /// The number of events. Exact limits from the gamma law, Garwood (1936), Biometrika 28, 437-442; from 200 events on
    /// Byar's closed form of them, Breslow and Day (1987), Statistical Methods in Cancer Research II, 69.
    /// </summary>
    public static Estimate Count(long events, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        var (low, high) = Limits(events, confidence);
        return Estimate.Within(0, double.PositiveInfinity, events, low, high, events);
    }

    /// <summary>
    /// The sum of the amounts of <paramref name="n"/> events (compound Poisson: the variance is the sum of squared amounts).
    /// The sum is w times a count of sum / w events, with w = sum of squares / sum the size-weighted mean amount, and takes the exact
    /// limits of that count; equal amounts give the exact interval. Gamma method of Fay and Feuer (1997), Statistics in Medicine 16,
    /// 791-801, with w in place of the largest amount.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative sum, or no positive sum of squares for a positive sum.</exception>
    public static Estimate Sum(long n, double sum, double sumOfSquares, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sum);
        if (sum == 0)
            return Estimate.Known(0, n);

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sumOfSquares);
        var weight = sumOfSquares / sum;
        var (low, high) = Limits(sum / weight, confidence);
        return Estimate.Within(0, double.PositiveInfinity, sum, weight * low, weight * high, n);
    }

    /// <summary>
    /// How many events of one kind come for each event of another, which may be more than one. Given the total, the first kind is
    /// binomial, so Wilson's limits p of its share become p / (1 - p). Price and Bonett (2000), Computational Statistics and Data
    /// Analysis 34, 345-356, with the score interval inside. N is <paramref name="per"/>.
    /// </summary>
    public static Estimate Ratio(long events, long per, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(per, 1);

        var share = Wilson.Interval(events, checked(events + per), confidence);
        return Estimate.Within(0, double.PositiveInfinity, (double)events / per, share.Low / (1 - share.Low), share.High / (1 - share.High), per);
    }

    /// <summary>
    /// A weighted sum of independent numbers of events, such as a standardised rate, whose weights are the share of a stratum over its orders. The lower end is
    /// that of the gamma law with the mean and the variance of the sum, the upper end that of the sum with one more event of the largest weight: Fay and
    /// Feuer (1997), Statistics in Medicine 16, 791-801. Equal weights give the exact limits of a count, and no events at all an upper end.
    /// </summary>
    /// <param name="parts">At least one, with weights above 0 and 0 events or more.</param>
    /// <param name="dispersion">
    /// The variance of the numbers over that of independent events, above 0: so many events count as one (quasi-likelihood: McCullagh and Nelder 1989,
    /// Generalized Linear Models, chapter 9).
    /// </param>
    /// <param name="n">What the estimate bears as its number of observations.</param>
    public static Estimate Weighted(
        IReadOnlyCollection<(double Weight, long Events)> parts,
        long n,
        double dispersion = 1,
        double confidence = Confidence.Default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dispersion);
        if (parts.Count == 0 || !parts.All(part => part is { Weight: > 0, Events: >= 0 } && double.IsFinite(part.Weight)))
            throw new ArgumentException("A weighted sum has parts, with weights above 0 and 0 events or more.", nameof(parts));

        var sum = parts.Sum(part => part.Weight * part.Events);
        var variance = dispersion * parts.Sum(part => part.Weight * part.Weight * part.Events);
        var one = dispersion * parts.Max(part => part.Weight);
        var (more, wider) = (sum + one, variance + (one * one));
        var low = sum > 0 ? variance / sum * Limits(sum * sum / variance, confidence).Low : 0;
        return Estimate.Within(0, double.PositiveInfinity, sum, low, wider / more * Limits((more * more / wider) - 1, confidence).High, n);
    }

    private static (double Low, double High) Limits(double events, double confidence)
    {
        var z = Confidence.Z(confidence);
        var (low, high) = (Byar(events, -z), Byar(events + 1, z));
        if (events >= ExactBelow)
            return (low, high);

        var tail = (1 - confidence) / 2;
        // Byar's lower end of less than one event can fall below zero, where no search can start.
        return (events > 0 ? Gamma.Quantile(events, tail, Math.Max(low, events / 1_000)) : 0, Gamma.Quantile(events + 1, 1 - tail, high));
    }

    private static double Byar(double events, double z) => events * Math.Pow(1 - 1 / (9 * events) + z / (3 * Math.Sqrt(events)), 3);
}
