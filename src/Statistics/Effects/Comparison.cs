namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>The rows from one on to another (excluded) against what the rows before led to expect, in the series' unit.</summary>
internal sealed class Comparison
{
    private readonly ObservedSeries series;
    private readonly StandardRows rows;
    private readonly Counterfactual counterfactual;
    private readonly int end;
    private readonly double centre;

    private Comparison(ObservedSeries series, StandardRows rows, int end)
    {
        (this.series, this.rows, this.end) = (series, rows, end);
        counterfactual = Counterfactual.Of(rows, series.Weights is not null);
        centre = Enumerable.Range(0, rows.Change).Where(row => series.Values[row] is not null).Average(row => series.Values[row]!.Value);
    }

    /// <summary>Null where the series does not vary before.</summary>
    public static Comparison? Of(ObservedSeries series, IReadOnlyList<ObservedSeries> controls, int change, int end, int period) =>
        StandardRows.Of(series, controls, change, end, period) is { } rows ? new(series, rows, end) : null;

    /// <summary>The mean after less what it would have been.</summary>
    public EffectInterval Average(double confidence) => Minus(series.Mean(rows.Change, end), Expected(confidence));

    /// <summary>What the mean after would have been.</summary>
    public EffectInterval Expected(double confidence)
    {
        double[] weights = [.. Enumerable.Range(rows.Change, end - rows.Change).Select(series.Weight)];
        return Interval(counterfactual.Predict(new RowSum(rows, weights)), confidence, series.Mean(rows.Change, end));
    }

    public IEnumerable<EffectPoint> Points(double confidence)
    {
        for (var row = rows.Change; row < end; row++)
        {
            var only = new double[end - rows.Change];
            only[row - rows.Change] = 1;
            var expected = Interval(counterfactual.Predict(new RowSum(rows, only)), confidence, 0);
            yield return new(row, series.Values[row], expected.Value, expected.Low, expected.High);
        }
    }

    public NoiseEstimate Noise()
    {
        var likely = counterfactual.MostLikely(rows);
        return new(likely.Observation * rows.Scale * rows.Scale, likely.Level * rows.Scale * rows.Scale);
    }

    public IEnumerable<Coefficient> Coefficients(IReadOnlyList<ObservedSeries> controls) =>
        controls.Select(
            (control, j) =>
            {
                var (mean, deviation) = counterfactual.Coefficient(j);
                var unit = rows.Scale / rows.ControlScales[j];
                return new Coefficient(control.Name, mean * unit, deviation * unit);
            }
        );

    /// <summary>Observed less expected: the ends change places.</summary>
    public static EffectInterval Minus(double observed, EffectInterval expected) =>
        new(observed - expected.Value, observed - expected.High, observed - expected.Low, expected.Probability);

    // The probability is of what was observed lying on the side of the expectation that it lies on.
    private EffectInterval Interval(GaussianMixture law, double confidence, double observed)
    {
        var below = law.Cumulative((observed - centre) / rows.Scale);
        var mean = law.Mean;
        return new(Unit(mean), Unit(law.Quantile((1 - confidence) / 2)), Unit(law.Quantile((1 + confidence) / 2)), observed >= Unit(mean) ? below : 1 - below);
    }

    private double Unit(double standard) => centre + (standard * rows.Scale);
}
