namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>A weighted sum of normal laws; the weights add up to one.</summary>
internal readonly struct GaussianMixture(IReadOnlyList<(double Weight, double Mean, double Deviation)> parts)
{
    private const double Precision = 1e-10;

    public double Mean => parts.Sum(part => part.Weight * part.Mean);

    public double Deviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(parts.Sum(part => part.Weight * ((part.Deviation * part.Deviation) + ((part.Mean - mean) * (part.Mean - mean)))));
        }
    }

    public double Cumulative(double x) => At(x).Probability;

    /// <summary>The value below which this probability lies: Newton's steps, kept within a bracket that bisection narrows.</summary>
    public double Quantile(double probability)
    {
        var (mean, deviation) = (Mean, Deviation);
        var reach = deviation * Math.Sqrt(1 / Math.Min(probability, 1 - probability));
        var (low, high) = (mean - reach, mean + reach);
        var x = mean + (Math.Sign(probability - 0.5) * 1.96 * deviation);
        for (var round = 0; round < 60 && high - low > Precision * deviation; round++)
        {
            var (below, density) = At(x);
            (low, high) = below < probability ? (x, high) : (low, x);
            var next = x - ((below - probability) / density);
            if (Math.Abs(next - x) < Precision * deviation)
                return next;

            x = next > low && next < high ? next : (low + high) / 2;
        }

        return x;
    }

    private (double Probability, double Density) At(double x)
    {
        var (probability, density) = (0.0, 0.0);
        foreach (var (weight, mean, deviation) in parts)
        {
            var z = (x - mean) / deviation;
            probability += weight * NormalLaw.Cumulative(z);
            density += weight * NormalLaw.Density(z) / deviation;
        }

        return (probability, density);
    }
}
