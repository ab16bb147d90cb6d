namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// How many times larger the variance of a mean or a sum is because customers answer or buy repeatedly: the variance robust to customers as clusters over that
/// of independent events (linearised ratio: Cochran 1977, Sampling Techniques, chapter 6). Under <see cref="FewestCustomers"/> nothing can be said, and it is
/// 1.
/// </summary>
public static class CustomerEffect
{
    public const long FewestCustomers = 10;

    /// <summary>
    /// Of a mean: from sums over customers of the squares and products of each one's number n and sum k, and the sum of squares of single values.
    /// </summary>
    public static double OfMean(long customers, double n, double nn, double k, double nk, double kk, double squares)
    {
        if (customers < FewestCustomers)
            return 1;
        var mean = k / n;
        var plain = squares - (k * mean);
        var clustered = (kk - (2 * mean * nk) + (mean * mean * nn)) * customers / (customers - 1);
        return plain > 0 ? Math.Max(1, clustered / plain) : 1;
    }

    /// <summary>Of a sum of events that come of themselves: the squares of customers' sums over the squares of single events.</summary>
    public static double OfSum(long customers, double customerSquares, double eventSquares) =>
        customers < FewestCustomers || eventSquares <= 0 ? 1 : Math.Max(1, customerSquares / eventSquares);
}
