namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// A finite mixture of exponents lambda_j with weights w_j that covers every size of change between the smallest and the largest,
/// spaced geometrically in psi* and weighted as Shin, Ramdas and Rinaldo (NEJSDS 2024, arXiv 2203.03532) compute their baseline:
/// the fewest components whose common threshold g still keeps the crossing probability at alpha.
/// </summary>
internal sealed record Mixture(double[] Lambdas, double[] Weights)
{
    private const int MostComponents = 1000;

    public static Mixture Cover(ExponentialFamily family, double smallest, double largest, double alpha)
    {
        var logAlpha = Math.Log(alpha);
        var low = family.Conjugate(smallest);
        var high = family.Conjugate(largest);
        if (smallest >= largest || low >= -logAlpha)
            return new([family.Slope(smallest)], [1]);

        var ratio = high / low;
        var threshold = CommonThreshold(high, ratio, logAlpha);
        var count = FewestComponents(threshold, ratio).Count;
        var spacing = Math.Pow(ratio, 1.0 / count);
        var inner = Enumerable.Range(1, count - 1).Select(j => family.Slope(family.Inverse(high / Math.Pow(spacing, j))));

        // Weights are e^(-g/eta), and e^-g for the top; only their ratio matters, and the ratio does not underflow.
        return threshold > high
            ? Normalised([family.Slope(largest), .. inner, family.Slope(smallest)], Math.Exp(threshold / spacing - threshold))
            : Normalised([.. inner, family.Slope(smallest)], 1);
    }

    /// <summary>The mixture of two, each with half of the weight.</summary>
    public static Mixture Halves(Mixture one, Mixture other) =>
        new([.. one.Lambdas, .. other.Lambdas], [.. one.Weights.Select(w => w / 2), .. other.Weights.Select(w => w / 2)]);

    public Mixture Scaled(double factor) => this with { Lambdas = [.. Lambdas.Select(l => l * factor)] };

    private static Mixture Normalised(double[] lambdas, double first)
    {
        var total = first + lambdas.Length - 1;
        return new(lambdas, [.. lambdas.Select((_, j) => (j == 0 ? first : 1) / total)]);
    }

    private static double CommonThreshold(double high, double ratio, double logAlpha)
    {
        double Log(double g) => FewestComponents(g, ratio).Log;
        return Log(high) <= logAlpha
            ? Root.Between(-logAlpha, high, g => Log(g) <= logAlpha)
            : Root.Between(high, ratio * (Math.Log(2) - logAlpha), g => LogSpace.Add(-g, Log(g)) <= logAlpha);
    }

    // min over k of ln k - g ratio^(-1/k): the bound on the crossing probability that k components give.
    // No k gives less than ln k - g, so the search ends where even that is too much.
    private static (double Log, int Count) FewestComponents(double g, double ratio)
    {
        var best = (Log: double.PositiveInfinity, Count: 1);
        var logRatio = Math.Log(ratio);
        for (var k = 1; k <= MostComponents && Math.Log(k) - g < best.Log; k++)
        {
            var log = Math.Log(k) - g * Math.Exp(-logRatio / k);
            if (log < best.Log)
                best = (log, k);
        }

        return best;
    }
}
