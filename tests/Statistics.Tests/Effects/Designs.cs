namespace CustomerPerformanceTracker.Statistics.Tests.Effects;

/// <summary>Series whose true effect is known, and what the method makes of them.</summary>
internal static class Designs
{
    public const int Rows = 100;
    public const int Change = 70;

    public static ObservedSeries Series(string name, IEnumerable<double> values) => ObservedSeries.OfValues(name, [.. values.Select(v => (double?)v)]);

    /// <summary>
    /// The vignette of the CausalImpact package: y = 1.2 x1 + noise, x1 = 100 + AR(1) with memory .999, and 10 more in the last thirty of a hundred rows.
    /// </summary>
    public static EffectDesign Vignette(Draws draws, double effect = 10)
    {
        double[] x = [.. draws.Autocorrelated(Rows, 0.999, draws.Gaussian).Select(v => 100 + v)];
        var y = x.Select((v, row) => (1.2 * v) + draws.Gaussian() + (row >= Change ? effect : 0));
        return new(Series("y", y.ToArray()), Change) { Controls = [Series("x1", x)] };
    }

    /// <summary>A level that walks with steps of this standard deviation, seen with noise of variance 1.</summary>
    public static double[] Wandering(Draws draws, double step, int rows = Rows)
    {
        var level = 0.0;
        return
        [
            .. Enumerable
                .Range(0, rows)
                .Select(_ =>
                {
                    level += step * draws.Gaussian();
                    return level + draws.Gaussian();
                }),
        ];
    }

    /// <summary>The average effect alone, without placebos, points and the check of controls.</summary>
    public static EffectInterval Average(EffectDesign design) =>
        Comparison.Of(design.Series, design.Controls, design.Change, design.Rows, design.Period)!.Average(design.Confidence);

    public static EffectOutcome.Measured Measured(EffectDesign design) => EffectStudy.Measure(design).ShouldBeOfType<EffectOutcome.Measured>();

    public static EffectOutcome.Refused Refused(EffectDesign design) => EffectStudy.Measure(design).ShouldBeOfType<EffectOutcome.Refused>();
}
