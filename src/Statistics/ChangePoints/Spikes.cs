namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// Single points that stand out from both sides are pulled in, since an outlier is no level. A point is left alone within the range of its four
/// nearest neighbours widened by a few standard deviations, so the first point of a shift, or of a storm of two points, stays where it is.
/// </summary>
internal static class Spikes
{
    private const double Width = 3;

    /// <summary>The values with spikes pulled in to the edge of that range; <paramref name="sd"/> is the standard deviation of each point's noise.</summary>
    public static double[] Clip(IReadOnlyList<double> values, Func<int, double> sd)
    {
        var clipped = values.ToArray();
        for (var i = 0; i < values.Count; i++)
        {
            var (low, high) = Range(values, i);
            clipped[i] = Math.Clamp(values[i], low - (Width * sd(i)), high + (Width * sd(i)));
        }

        return clipped;
    }

    private static (double Low, double High) Range(IReadOnlyList<double> values, int i)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var j = Math.Max(0, i - 2); j <= Math.Min(values.Count - 1, i + 2); j++)
        {
            if (j == i)
                continue;

            (low, high) = (Math.Min(low, values[j]), Math.Max(high, values[j]));
        }

        return (low, high);
    }
}
