namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>Gauss's hypergeometric function 2F1(a, b; c; z) for 0 &lt;= z &lt; 1, so that no part of a product with it overflows or underflows.</summary>
internal static class Hypergeometric
{
    private const double Precision = 1e-16;
    private const double Large = 1e250;
    private const double Tiny = 1e-300;
    private const int MostTerms = 5_000_000;

    /// <summary>
    /// e^<paramref name="log"/> 2F1(a, b; c; z) by the defining series (NIST DLMF 15.2.1). The number of terms grows as 1/(1 - z).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">z outside 0..1, 1 itself excluded.</exception>
    public static double Scaled(double a, double b, double c, double z, double log)
    {
        Check(z);
        var (sum, term, scale) = (1.0, 1.0, 0.0);
        for (var n = 0; n < MostTerms; n++)
        {
            var ratio = (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            term *= ratio;
            sum += term;
            if (Math.Abs(sum) > Large)
                (sum, term, scale) = (sum / Large, term / Large, scale + Math.Log(Large));

            // Once terms fall, the rest is at most a geometric series.
            var falling = Math.Abs(ratio);
            if (falling < 1 && Math.Abs(term) * falling <= Precision * (1 - falling) * Math.Abs(sum) && n > -Math.Min(a, Math.Min(b, c)))
                break;
        }

        return Math.Sign(sum) * Math.Exp(log + scale + Math.Log(Math.Abs(sum)));
    }

    /// <summary>
    /// ln 2F1(1, b; c + 1; z) by Gauss's continued fraction (DLMF 15.7.5 with a = 0) and the modified Lentz method, for 0 &lt; b &lt;= c + 1. The fraction
    /// converges for every z below 1, near 1 too, where the series takes long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">z outside 0..1, 1 itself excluded.</exception>
    public static double LogOfOne(double b, double c, double z)
    {
        Check(z);
        var (numerator, denominator, fraction) = (1 / Tiny, 1.0, 1.0);
        for (var n = 1; n < MostTerms; n++)
        {
            var k = n / 2;
            var part = n % 2 == 1 ? (c + k) * (b + k) / ((c + n - 1) * (c + n)) : k * (c + k - b) / ((c + n - 1) * (c + n));
            denominator = 1 / NotZero(1 - (part * z * denominator));
            numerator = NotZero(1 - (part * z / numerator));
            var step = numerator * denominator;
            fraction *= step;
            if (Math.Abs(step - 1) <= 4 * Precision)
                break;
        }

        return Math.Log(fraction);
    }

    private static void Check(double z)
    {
        if (!(z >= 0 && z < 1))
            throw new ArgumentOutOfRangeException(nameof(z), z, "The argument lies between 0 and 1, 1 excluded.");
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
