namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A run of values with one mean under first-order autocorrelated Gaussian noise: the generalised least squares residual. The noise starts afresh
/// in every segment, so that costs add up: a first point scatters with the noise's whole variance, each later one about its prediction from the
/// point before. The logarithm of the segment's part of all information is added (modified BIC, Zhang and Siegmund 2007, Biometrics 63(1)).
/// </summary>
internal sealed class MeanCost : IResidualCost
{
    private readonly double[] values;
    private readonly NoiseStep[] noise;
    private readonly Sums[] sums;
    private readonly double prior;

    /// <summary>
    /// A cost where segment means are thought to differ with the variance <paramref name="prior"/>; without one, with that of a single average point
    /// about its mean (unit information).
    /// </summary>
    public MeanCost(double[] values, NoiseStep[] noise, double? prior = null)
    {
        (this.values, this.noise) = (values, noise);
        sums = new Sums[values.Length + 1];
        for (var i = 1; i < values.Length; i++)
            sums[i + 1] = sums[i].Plus(1 - noise[i].Carried, values[i] - (noise[i].Carried * values[i - 1]), noise[i].Innovation);

        this.prior = prior ?? values.Length / Over(0, values.Length).Weight;
    }

    public int Count => values.Length;

    public int Parameters => 1;

    public double Of(int first, int end)
    {
        var over = Over(first, end);
        return over.Residual + Price(first, over);
    }

    public double Price(int first, int end) => Price(first, Over(first, end));

    public double Residual(int first, int end) => Over(first, end).Residual;

    public void Innovations(int first, int end, Span<double> into)
    {
        var over = Over(first, end);
        var mean = over.Linear / over.Weight;
        for (var i = first; i < end; i++)
        {
            into[i] =
                i == first
                    ? (values[i] - mean) / Math.Sqrt(noise[i].Variance)
                    : (values[i] - mean - (noise[i].Carried * (values[i - 1] - mean))) / Math.Sqrt(noise[i].Innovation);
        }
    }

    private double Price(int first, Sums over) => Math.Log(noise[first].Variance / noise[first].Innovation * (1 + (prior * over.Weight)));

    private Sums Over(int first, int end) => sums[end].Minus(sums[first + 1]).Plus(1, values[first], noise[first].Variance);

    // Weighted sums of squares and products of the column (1) and the value.
    private readonly record struct Sums(double Weight, double Linear, double Square)
    {
        public double Residual => Math.Max(0, Square - (Linear * Linear / Weight));

        public Sums Plus(double column, double value, double variance) =>
            new(Weight + (column * column / variance), Linear + (column * value / variance), Square + (value * value / variance));

        public Sums Minus(Sums other) => new(Weight - other.Weight, Linear - other.Linear, Square - other.Square);
    }
}
