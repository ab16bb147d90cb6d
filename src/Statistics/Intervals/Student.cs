namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>Student's t distribution by the incomplete beta function. Source: Abramowitz and Stegun (1964), 26.7.1.</summary>
internal static class Student
{
    /// <summary>The probability of a value at least this far from 0, to either side.</summary>
    public static double TwoSided(double t, double freedom) => Beta.Cumulative(freedom / 2, 0.5, freedom / (freedom + (t * t)));

    /// <summary>The t, above 0, beyond which a two-sided probability of <paramref name="tails"/> (above 0, below 1) lies.</summary>
    public static double Quantile(double tails, double freedom)
    {
        var x = Beta.Quantile(freedom / 2, 0.5, tails);
        return Math.Sqrt(freedom * (1 - x) / x);
    }
}
