namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>The standard normal law.</summary>
internal static class NormalLaw
{
    private const double RootTwoPi = 2.506628274631000502;

    private static ReadOnlySpan<double> Above =>
        [0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];

    private static ReadOnlySpan<double> Below =>
        [0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];

    public static double Density(double x) => Math.Exp(-x * x / 2) / RootTwoPi;

    /// <summary>
    /// The probability of a value up to x, to fifteen digits: Hart's rational approximation as given by West (2005), Wilmott Magazine, 70-76.
    /// </summary>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var tail = distance > 37 ? 0 : Math.Exp(-distance * distance / 2) * Ratio(distance);
        return x > 0 ? 1 - tail : tail;
    }

    private static double Ratio(double x)
    {
        const double Far = 7.07106781186547;
        if (x >= Far)
            return 1 / ((x + (1 / (x + (2 / (x + (3 / (x + (4 / (x + 0.65))))))))) * RootTwoPi);

        return Polynomial(Above, x) / Polynomial(Below, x);
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = 0.0;
        foreach (var c in coefficients)
            sum = (sum * x) + c;

        return sum;
    }
}
