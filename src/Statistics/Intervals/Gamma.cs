namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The gamma function's logarithm, the regularised incomplete gamma function and its inverse. Sources: Lanczos (1964) with the
/// nine coefficients for g = 7; NIST DLMF 8.7.1 (series) and 8.9.2 (continued fraction, by the modified Lentz method).
/// </summary>
internal static class Gamma
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-15;

    private static ReadOnlySpan<double> Lanczos =>
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double Log(double x)
    {
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - Log(1 - x);

        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x - 1 + i);

        var t = x + 6.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>P(shape, x): the probability that a gamma variable of this shape and scale 1 is at most x.</summary>
    public static double Cumulative(double shape, double x)
    {
        if (x <= 0)
            return 0;

        var density = Math.Exp(shape * Math.Log(x) - x - Log(shape));
        return x < shape + 1 ? density * Series(shape, x) : 1 - density * Fraction(shape, x);
    }

    /// <summary>The x with P(shape, x) = probability, by bisection between safe ends, hastened by Newton steps that stay inside them.</summary>
    public static double Quantile(double shape, double probability)
    {
        var (low, high) = (0.0, Math.Max(1, 2 * shape));
        while (Cumulative(shape, high) < probability)
            high *= 2;

        var x = (low + high) / 2;
        for (var i = 0; i < 200 && high - low > Precision * high; i++)
        {
            var error = Cumulative(shape, x) - probability;
            (low, high) = error < 0 ? (x, high) : (low, x);

            var newton = x - error / Math.Exp((shape - 1) * Math.Log(x) - x - Log(shape));
            var next = newton > low && newton < high ? newton : (low + high) / 2;
            if (Math.Abs(next - x) <= Precision * x)
                return next;
            x = next;
        }

        return x;
    }

    private static double Series(double shape, double x)
    {
        var term = 1 / shape;
        var sum = term;
        for (var n = 1; term > Precision * sum; n++)
        {
            term *= x / (shape + n);
            sum += term;
        }

        return sum;
    }

    private static double Fraction(double shape, double x)
    {
        var b = x + 1 - shape;
        var (c, d) = (1 / Tiny, 1 / b);
        var fraction = d;
        for (var (i, step) = (1, 0.0); Math.Abs(step - 1) > Precision && i < 100_000; i++)
        {
            var a = i * (shape - i);
            b += 2;
            d = 1 / NotZero(a * d + b);
            c = NotZero(b + a / c);
            step = c * d;
            fraction *= step;
        }

        return fraction;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
