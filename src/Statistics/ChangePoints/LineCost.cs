namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A run of values about one straight line, under the noise of <see cref="MeanCost"/>. Level and slope each count once, so the logarithm
/// of the segment's part of all information is added twice.
/// </summary>
internal sealed class LineCost : IResidualCost
{
    private readonly double[] values;
    private readonly double[] times;
    private readonly NoiseStep[] noise;
    private readonly Sums[] sums;

    public LineCost(double[] values, double[] times, NoiseStep[] noise)
    {
        (this.values, this.times, this.noise) = (values, times, noise);
        sums = new Sums[values.Length + 1];
        for (var i = 1; i < values.Length; i++)
        {
            var carried = noise[i].Carried;
            sums[i + 1] = sums[i].Plus(1 - carried, times[i] - (carried * times[i - 1]), values[i] - (carried * values[i - 1]), noise[i].Innovation);
        }
    }

    public int Count => values.Length;

    public int Parameters => 2;

    public double Of(int first, int end)
    {
        var over = Over(first, end);
        return over.Residual + Price(first, over);
    }

    public double Price(int first, int end) => Price(first, Over(first, end));

    public double Residual(int first, int end) => Over(first, end).Residual;

    public void Innovations(int first, int end, Span<double> into)
    {
        var (level, slope) = Over(first, end).Line;
        for (var i = first; i < end; i++)
        {
            var distance = values[i] - level - (slope * times[i]);
            into[i] =
                i == first
                    ? distance / Math.Sqrt(noise[i].Variance)
                    : (distance - (noise[i].Carried * (values[i - 1] - level - (slope * times[i - 1])))) / Math.Sqrt(noise[i].Innovation);
        }
    }

    private double Price(int first, Sums over)
    {
        var parameter = 1 + over.Weight;
        return Math.Log(noise[first].Variance / noise[first].Innovation * parameter * parameter);
    }

    private Sums Over(int first, int end) => sums[end].Minus(sums[first + 1]).Plus(1, times[first], values[first], noise[first].Variance);

    // Weighted sums of squares and products of the columns (1, time) and the value.
    private readonly record struct Sums(double Weight, double Time, double TimeSquare, double Linear, double Product, double Square)
    {
        public double Residual => Math.Max(0, Square - (Linear * Linear / Weight) - (Line.Slope * Tilt));

        public (double Level, double Slope) Line
        {
            get
            {
                var stretch = TimeSquare - (Time * Time / Weight);
                var slope = stretch > 1e-12 * TimeSquare ? Tilt / stretch : 0;
                return ((Linear - (slope * Time)) / Weight, slope);
            }
        }

        private double Tilt => Product - (Time * Linear / Weight);

        public Sums Plus(double column, double time, double value, double variance) =>
            new(
                Weight + (column * column / variance),
                Time + (column * time / variance),
                TimeSquare + (time * time / variance),
                Linear + (column * value / variance),
                Product + (time * value / variance),
                Square + (value * value / variance)
            );

        public Sums Minus(Sums o) =>
            new(Weight - o.Weight, Time - o.Time, TimeSquare - o.TimeSquare, Linear - o.Linear, Product - o.Product, Square - o.Square);
    }
}
