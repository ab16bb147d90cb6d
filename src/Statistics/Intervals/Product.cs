namespace CustomerPerformanceTracker.Statistics.Intervals;

/// <summary>
/// The product of two independent estimates a and b that are nearly normal: variance a^2 se_b^2 + b^2 se_a^2 + se_a^2 se_b^2 (Goodman 1960, JASA 55,
/// 708-713) and skewness 6 a b se_a^2 se_b^2 over its power of 1.5 (Craig 1936, Annals of Mathematical Statistics 7, 1-15), by which the ends of the
/// interval are moved (Cornish and Fisher 1938, Revue de l'Institut International de Statistique 5, 307-320). A symmetric interval lies too low: it misses a
/// product above it three times as often as one below.
/// </summary>
internal static class Product
{
    /// <param name="quantile">The quantile of the interval of one estimate, such as 1.96.</param>
    public static Estimate Interval((double Value, double Error) a, (double Value, double Error) b, double quantile, long n)
    {
        var value = a.Value * b.Value;
        var both = a.Error * a.Error * b.Error * b.Error;
        var variance = (a.Value * a.Value * b.Error * b.Error) + (b.Value * b.Value * a.Error * a.Error) + both;
        if (variance == 0)
            return Estimate.Known(value, n);

        var deviation = Math.Sqrt(variance);
        var shift = ((quantile * quantile) - 1) / 6 * (6 * value * both / (variance * deviation));
        return new(value, value - (deviation * (quantile - shift)), value + (deviation * (quantile + shift)), n);
    }
}
