namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The gamma function's logarithm, the regularised incomplete gamma function and its inverse. Sources: Lanczos (1964) with the
/// nine coefficients for g = 7; NIST DLMF 8.7.1 (series) and 8.9.2 (continued fraction, by the modified Lentz method).
/// </summary>
internal static class Gamma
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-15;

    // Newton doubles its digits with each step, so a step this small has left the next one nothing to do.
    private const double Settled = 1e-10;

    private static ReadOnlySpan<double> Lanczos =>
        [
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
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
    public static double Cumulative(double shape, double x) => x <= 0 ? 0 : Cumulative(shape, x, Log(shape));

    /// <summary>
    /// The x with P(shape, x) = probability, by Newton steps from <paramref name="guess"/>; a step that leaves the ends known so far
    /// is replaced by halving them.
    /// </summary>
    public static double Quantile(double shape, double probability, double guess)
    {
        var (low, high) = (0.0, double.PositiveInfinity);
        var (x, scale) = (guess, Log(shape));
        for (var i = 0; i < 200; i++)
        {
            var error = Cumulative(shape, x, scale) - probability;
            (low, high) = error < 0 ? (x, high) : (low, x);

            var newton = x - error / Math.Exp((shape - 1) * Math.Log(x) - x - scale);
            // With no upper end yet a step may go no further than twice as far: in the flat tail Newton would leap out of sight.
            var limit = double.IsFinite(high) ? high : 2 * x;
            var next =
                newton > low && newton < limit ? newton
                : double.IsFinite(high) ? (low + high) / 2
                : limit;
            if (Math.Abs(next - x) <= Settled * x)
                return next;
            x = next;
        }

        return x;
    }

    private static double Cumulative(double shape, double x, double scale)
    {
        var density = Math.Exp(shape * Math.Log(x) - x - scale);
        return x < shape + 1 ? density * Series(shape, x) : 1 - density * Fraction(shape, x);
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
