namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>What is said of one segment of a bare series, in its own units: its level, and the line that it would go on along.</summary>
internal sealed class Segment
{
    private const double Normal975 = 1.959963984540054;

    private readonly double mean;
    private readonly double slope;
    private readonly double centre;

    /// <summary>
    /// The values from <paramref name="first"/> to <paramref name="end"/> (excluded), observed at <paramref name="at"/>; level where they have no slope of
    /// their own.
    /// </summary>
    public Segment(double[] values, int[] at, int first, int end, bool level)
    {
        Length = end - first;
        mean = values[first..end].Average();
        centre = at[first..end].Average();
        var (product, square) = (0.0, 0.0);
        for (var i = first; i < end; i++)
        {
            product += (values[i] - mean) * (at[i] - centre);
            square += (at[i] - centre) * (at[i] - centre);
        }

        slope = level || square == 0 ? 0 : product / square;
        var half = HalfWidth([.. Enumerable.Range(first, Length).Select(i => values[i] - Expected(at[i]))]);
        Level = new(mean, mean - half, mean + half);
    }

    public int Length { get; }

    /// <summary>The mean with its interval.</summary>
    public Level Level { get; }

    /// <summary>What the segment leads to expect at an index, its own or a later one.</summary>
    public double Expected(double index) => mean + (slope * (index - centre));

    // Normal interval of a mean of autocorrelated points: n points are worth n (1-r)/(1+r), and never less than one.
    private static double HalfWidth(double[] residuals)
    {
        var square = residuals.Sum(e => e * e);
        var lagged = residuals.Skip(1).Zip(residuals, (after, before) => after * before).Sum();
        var r = square > 0 ? Math.Clamp(lagged / square, 0, 0.95) : 0;
        var worth = Math.Max(1, residuals.Length * (1 - r) / (1 + r));
        return Normal975 * Math.Sqrt(square / Math.Max(1, residuals.Length - 1) / worth);
    }
}
