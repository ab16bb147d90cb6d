namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The mean of scores between 0 and 1 from their count, sum and sum of squares. Scores vary less than the yes-or-no answers of the
/// same mean, so the interval is Wilson's with the effective number of answers n / φ, where φ is the share of the largest possible
/// variance m(1-m) that the scores show (effective sample size: Kish 1965; inside a binomial interval: Korn and Graubard 1998,
/// Survey Methodology 24, 193-201).
/// </summary>
/// <remarks>
/// φ is estimated as if two more answers had shown the largest variance. So scores of 0 and 1 alone give Wilson's interval exactly,
/// answers that all agree keep an interval of honest width, and a few answers are not trusted with the spread they happen to show.
/// Scores are taken as independent: where one customer answers often, the interval is too narrow.
/// </remarks>
public static class BoundedMean
{
    private const double CautiousAnswers = 2;

    /// <summary>The mean score from 0 to 1. The sums are over at least one score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No scores, or a sum outside 0 to <paramref name="n"/>.</exception>
    public static Estimate Interval(long n, double sum, double sumOfSquares, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(sum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum, n);

        var mean = sum / n;
        var spread = (SpreadShare(mean, sumOfSquares / n) * n + CautiousAnswers) / (n + CautiousAnswers);
        return Wilson.Interval(mean, n / spread, n, confidence);
    }

    private static double SpreadShare(double mean, double meanOfSquares)
    {
        var largest = mean * (1 - mean);
        return largest > 0 ? Math.Clamp((meanOfSquares - mean * mean) / largest, 0, 1) : 1;
    }
}
