namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>
/// The variance between true means, from estimates whose own variances are known: the one at which the weighted squares about the weighted mean are as many
/// as there are means less one. Source: Paule and Mandel (1982), Journal of Research of the National Bureau of Standards 87, 377-385.
/// </summary>
/// <param name="Mean">The common mean, weighted by 1 / (own variance + variance between).</param>
/// <param name="Variance">The variance between, 0 or more.</param>
internal readonly record struct PauleMandel(double Mean, double Variance)
{
    private const int Halvings = 100;

    /// <param name="means">At least two, each with its variance, above 0.</param>
    public static PauleMandel Of(IReadOnlyList<(double Mean, double Variance)> means)
    {
        if (Excess(means, 0) <= 0)
            return new(WeightedMean(means, 0), 0);

        // The squares fall as the variance between rises, and are below their number where it is the sum of all squared distances.
        var (low, high) = (0.0, means.Sum(one => Square(one.Mean - means[0].Mean)));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Excess(means, middle) > 0 ? (middle, high) : (low, middle);
        }

        return new(WeightedMean(means, high), high);
    }

    /// <summary>An estimate drawn to the common mean by as much as chance explains.</summary>
    public double Shrunk(double mean, double variance) => Mean + (Variance / (Variance + variance) * (mean - Mean));

    private static double Excess(IReadOnlyList<(double Mean, double Variance)> means, double between)
    {
        var centre = WeightedMean(means, between);
        return means.Sum(one => Square(one.Mean - centre) / (one.Variance + between)) - (means.Count - 1);
    }

    private static double WeightedMean(IReadOnlyList<(double Mean, double Variance)> means, double between) =>
        means.Sum(one => one.Mean / (one.Variance + between)) / means.Sum(one => 1 / (one.Variance + between));

    private static double Square(double x) => x * x;
}
