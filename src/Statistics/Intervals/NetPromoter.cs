namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The net promoter score (promoters - detractors) / n, from -1 to 1, with the adjusted Wald interval of Rocks (2016),
/// The American Statistician 70, 365-372: three quarters of an answer are added to promoters and to detractors and one and a half
/// to the passive ones, then the interval is centre ± z √((p + d - (p - d)²) / n).
/// </summary>
/// <remarks>
/// The added answers matter below some thirty and fade above, where the plain Wald interval is the same to two decimals;
/// unlike that, the interval keeps a width when everybody agrees. The value shown is the plain score.
/// </remarks>
public static class NetPromoter
{
    private const double AddedPromoters = 0.75;
    private const double AddedDetractors = 0.75;
    private const double AddedAnswers = 3;

    /// <exception cref="ArgumentOutOfRangeException">No answers, a negative count, or more promoters and detractors than answers.</exception>
    public static Estimate Interval(long promoters, long detractors, long n, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(promoters);
        ArgumentOutOfRangeException.ThrowIfNegative(detractors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(promoters, n - detractors, nameof(promoters));

        var answers = n + AddedAnswers;
        var (p, d) = ((promoters + AddedPromoters) / answers, (detractors + AddedDetractors) / answers);
        var half = Confidence.Z(confidence) * Math.Sqrt((p + d - (p - d) * (p - d)) / answers);
        return Estimate.Within(-1, 1, (double)(promoters - detractors) / n, p - d - half, p - d + half, n);
    }
}
