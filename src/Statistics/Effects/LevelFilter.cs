namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// The Kalman filter of a random-walk level seen with noise, run over the rows before a change for the series and every control at once. Since filtering
/// is linear, the innovations of the series less any combination of controls are that combination of innovations: the coefficients become a regression,
/// and need no state of their own (augmented filter; Durbin and Koopman 2012, Time Series Analysis by State Space Methods, 2.2 and 6.2.3).
/// </summary>
/// <remarks>
/// Variances are in units of that of an average row's noise. The level begins diffuse: the first value is the level, and adds nothing to the likelihood
/// (ibid., 2.9). A missing value only lets the level's variance grow.
/// </remarks>
internal sealed class LevelFilter
{
    private LevelFilter(double[] precisions) =>
        (Precisions, Cross, Square, ControlLevels) = (
            precisions,
            new double[precisions.Length],
            new double[precisions.Length, precisions.Length],
            new double[precisions.Length]
        );

    /// <inheritdoc cref="StandardRows.Precisions"/>
    public double[] Precisions { get; }

    /// <summary>Innovations counted.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the logarithms of the innovations' variances.</summary>
    public double LogVariances { get; private set; }

    /// <summary>Sum of squared innovations of the series, each over its variance.</summary>
    public double Total { get; private set; }

    /// <summary>The same products of the series with each control, and of the controls with one another (lower triangle).</summary>
    public double[] Cross { get; }

    public double[,] Square { get; }

    /// <summary>The level of the series and of the controls at the last row before the change, and the variance of either.</summary>
    public double Level { get; private set; }

    public double[] ControlLevels { get; }

    public double LevelVariance { get; private set; }

    /// <param name="walk">Variance of the level's step from row to row.</param>
    /// <param name="common">The part of a row's noise that no number of trials removes.</param>
    public static LevelFilter Run(StandardRows rows, double walk, double common)
    {
        var filter = new LevelFilter(rows.Precisions);
        var begun = false;
        for (var row = 0; row < rows.Change; row++)
        {
            filter.LevelVariance += begun ? walk : 0;
            if (double.IsNaN(rows.Y[row]))
                continue;
            if (begun)
                filter.Update(rows.Y[row], rows.X[row], rows.Noise(row, common));
            else
                filter.Begin(rows.Y[row], rows.X[row], rows.Noise(row, common));
            begun = true;
        }

        return filter;
    }

    private void Begin(double y, double[] x, double noise)
    {
        (Level, LevelVariance) = (y, noise);
        x.CopyTo(ControlLevels, 0);
    }

    private void Update(double y, double[] x, double noise)
    {
        var variance = LevelVariance + noise;
        var gain = LevelVariance / variance;
        var surprise = y - Level;
        Count++;
        LogVariances += Math.Log(variance);
        Total += surprise * surprise / variance;
        Level += gain * surprise;
        LevelVariance = gain * noise;
        Span<double> surprises = stackalloc double[x.Length];
        for (var j = 0; j < x.Length; j++)
        {
            surprises[j] = x[j] - ControlLevels[j];
            ControlLevels[j] += gain * surprises[j];
            Cross[j] += surprise * surprises[j] / variance;
            for (var k = 0; k <= j; k++)
                Square[j, k] += surprises[j] * surprises[k] / variance;
        }
    }
}
