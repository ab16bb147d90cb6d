namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>The chi-square distribution, as the gamma distribution that it is.</summary>
public static class ChiSquare
{
    /// <summary>The probability of a value of at least <paramref name="value"/> with so many degrees of freedom.</summary>
    public static double Above(double value, int freedom) => 1 - Gamma.Cumulative(freedom / 2.0, value / 2);
}
