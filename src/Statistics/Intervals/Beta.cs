namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The regularised incomplete beta function and its inverse. Source: NIST DLMF 8.17.22 (continued fraction, by the modified Lentz
/// method) and the symmetry 8.17.4, which keeps the argument where the fraction converges fast.
/// </summary>
internal static class Beta
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-15;

    /// <summary>I_x(a, b): the probability that a beta variable is at most x.</summary>
    public static double Cumulative(double a, double b, double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;

        return x < (a + 1) / (a + b + 2)
            ? Math.Exp(LogFront(a, b, x)) * Fraction(a, b, x) / a
            : 1 - Math.Exp(LogFront(b, a, 1 - x)) * Fraction(b, a, 1 - x) / b;
    }

    /// <summary>The x with I_x(a, b) = probability, by bisection hastened by Newton steps that stay between its ends.</summary>
    public static double Quantile(double a, double b, double probability)
    {
        var (low, high) = (0.0, 1.0);
        var x = a / (a + b);
        for (var i = 0; i < 200 && high - low > Precision * high; i++)
        {
            var error = Cumulative(a, b, x) - probability;
            (low, high) = error < 0 ? (x, high) : (low, x);

            var newton = x - error * x * (1 - x) / Math.Exp(LogFront(a, b, x));
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - x) <= Precision * x)
                return next;
            x = next;
        }

        return x;
    }

    // ln of x^a (1-x)^b / B(a, b).
    private static double LogFront(double a, double b, double x) => a * Math.Log(x) + b * Math.Log(1 - x) + Gamma.Log(a + b) - Gamma.Log(a) - Gamma.Log(b);

    private static double Fraction(double a, double b, double x)
    {
        var (c, d) = (1.0, 1 / NotZero(1 - (a + b) * x / (a + 1)));
        var fraction = d;
        for (var m = 1; m < 100_000; m++)
        {
            fraction *= Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), ref c, ref d);
            var step = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), ref c, ref d);
            fraction *= step;
            if (Math.Abs(step - 1) <= Precision)
                break;
        }

        return fraction;
    }

    private static double Step(double numerator, ref double c, ref double d)
    {
        d = 1 / NotZero(1 + numerator * d);
        c = NotZero(1 + numerator / c);
        return c * d;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
