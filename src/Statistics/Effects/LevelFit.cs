using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// Everything known before the change for one size of noise: the likelihood with the coefficients integrated out, and the law of what follows. Coefficients
/// are thought beforehand to be normal about 0 such that all controls together explain as much as the series varies (a ridge; nothing is selected).
/// </summary>
internal sealed class LevelFit
{
    // A fit without any residual still leaves a millionth of the series' deviation to chance.
    private const double LeastNoise = 1e-12;

    private readonly LevelFilter filter;
    private readonly Cholesky? information;
    private readonly double[] half;

    /// <param name="filter">The rows before, filtered.</param>
    /// <param name="walk">Variance of the level's step, in units of <paramref name="noise"/>.</param>
    /// <param name="common">The part of a row's noise that no number of trials removes.</param>
    /// <param name="noise">Variance of an average row about the level.</param>
    public LevelFit(LevelFilter filter, double walk, double common, double noise)
    {
        this.filter = filter;
        (Walk, Common, Noise) = (walk, common, noise);
        var controls = filter.Cross.Length;
        var residual = filter.Total;
        var price = 0.0;
        half = [];
        if (controls > 0)
        {
            information = new Cholesky(filter.Square, noise, filter.Precisions);
            half = information.Half(filter.Cross);
            residual -= Cholesky.Dot(half, half);
            price = information.LogDeterminant - filter.Precisions.Sum(precision => Math.Log(noise * precision));
        }

        Residual = Math.Max(residual, 0);
        LogLikelihood = -((filter.Count * Math.Log(noise)) + filter.LogVariances + price + (Residual / noise)) / 2;
    }

    public double Walk { get; }

    public double Common { get; }

    public double Noise { get; }

    /// <summary>Squared innovations that the controls leave, each over its variance in units of the noise.</summary>
    public double Residual { get; }

    /// <summary>Up to a constant of the rows.</summary>
    public double LogLikelihood { get; }

    /// <summary>The noise about which the likelihood is greatest, by iterating "noise = residual over innovations".</summary>
    public static double LikelyNoise(LevelFilter filter, double walk, double common)
    {
        var noise = Math.Max(LeastNoise, filter.Total / filter.Count);
        for (var round = 0; round < (filter.Cross.Length == 0 ? 0 : 8); round++)
            noise = Math.Max(LeastNoise, new LevelFit(filter, walk, common, noise).Residual / filter.Count);
        return noise;
    }

    /// <summary>Mean and standard deviation of a sum of rows after the change, had there been none; exact, the rows' covariances included.</summary>
    public (double Mean, double Deviation) Predict(RowSum sum)
    {
        var variance = filter.LevelVariance + (Walk * sum.Walk) + sum.Noise(Common);
        if (information is null)
            return (filter.Level, Math.Sqrt(Noise * variance));

        Span<double> distance = stackalloc double[half.Length];
        for (var j = 0; j < half.Length; j++)
            distance[j] = sum.Controls[j] - filter.ControlLevels[j];
        var weighed = information.Half(distance);
        return (filter.Level + Cholesky.Dot(weighed, half), Math.Sqrt(Noise * (variance + Cholesky.Dot(weighed, weighed))));
    }

    /// <summary>Mean and standard deviation of one coefficient.</summary>
    public (double Mean, double Deviation) Coefficient(int control)
    {
        var unit = new double[half.Length];
        unit[control] = 1;
        var weighed = information!.Half(unit);
        return (Cholesky.Dot(weighed, half), Math.Sqrt(Noise * Cholesky.Dot(weighed, weighed)));
    }
}
