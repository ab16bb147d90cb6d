namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// Intervals for a difference and a ratio of two independent estimates, from nothing but their own intervals, which may be of any
/// kind and lopsided (method of variance estimates recovery). Both intervals bear the same confidence, and so does the result.
/// N is that of the smaller estimate, the one that limits what can be said.
/// </summary>
public static class Contrast
{
    /// <summary>
    /// a - b, with low = a - b - √((a - la)² + (ub - b)²) and high = a - b + √((ua - a)² + (b - lb)²).
    /// Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; in general Zou and Donner (2008), Statistics in Medicine 27, 1693-1702.
    /// </summary>
    public static Estimate Difference(Estimate a, Estimate b)
    {
        var difference = a.Value - b.Value;
        return new(
            difference,
            difference - Hypotenuse(a.Value - a.Low, b.High - b.Value),
            difference + Hypotenuse(a.High - a.Value, b.Value - b.Low),
            Math.Min(a.N, b.N)
        );
    }

    /// <summary>
    /// a / b for a at least 0 and b above 0; where b may be 0 the interval has no upper end. Equation 9 of Donner and Zou (2012),
    /// Statistical Methods in Medical Research 21, 347-359, the lower end in the form that has no pole.
    /// </summary>
    public static Estimate Ratio(Estimate a, Estimate b)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a.Low, nameof(a));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b.Value, nameof(b));

        var product = a.Value * b.Value;
        var below = a.Low * (2 * a.Value - a.Low);
        var above = b.Low * (2 * b.Value - b.Low);
        var low = below == 0 ? 0 : below / (product + Root(product * product - below * b.High * (2 * b.Value - b.High)));
        var high = above == 0 ? double.PositiveInfinity : (product + Root(product * product - a.High * (2 * a.Value - a.High) * above)) / above;
        return Estimate.Within(0, double.PositiveInfinity, a.Value / b.Value, low, high, Math.Min(a.N, b.N));
    }

    private static double Hypotenuse(double x, double y) => Math.Sqrt(x * x + y * y);

    // Rounding can leave a difference of equal squares a hair below zero.
    private static double Root(double x) => Math.Sqrt(Math.Max(0, x));
}
