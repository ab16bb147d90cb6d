namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The spikes of a counted series, judged by how its shares typically differ from one point to the next.</summary>
internal static class CountSpikes
{
    // The median of a squared standard normal.
    private const double MedianSquare = 0.454936;

    public static CountPoint[] Clip(CountPoint[] points)
    {
        var unit = Unit(points);
        var dispersion = TypicalDispersion(points);
        var clipped = Spikes.Clip([.. points.Select(p => p.Share)], i => Math.Sqrt(unit * ((1 / points[i].Trials) + dispersion)));
        return [.. points.Select((p, i) => clipped[i] == p.Share ? p : p with { Successes = clipped[i] * p.Trials })];
    }

    /// <summary>The mean squared distance of the shares from their common share, over p(1-p).</summary>
    public static double TotalDispersion(CountPoint[] points)
    {
        var share = points.Sum(p => p.Successes) / points.Sum(p => p.Trials);
        return points.Average(p => (p.Share - share) * (p.Share - share)) / Unit(points);
    }

    /// <summary>The over-dispersion under which the median squared step is what it should be; medians do not see breaks and spikes.</summary>
    public static double TypicalDispersion(CountPoint[] points)
    {
        var unit = Unit(points);
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = MedianSquaredStep(points, unit, middle) > MedianSquare ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Unit(CountPoint[] points)
    {
        var share = Math.Clamp(points.Sum(p => p.Successes) / points.Sum(p => p.Trials), 0.01, 0.99);
        return share * (1 - share);
    }

    private static double MedianSquaredStep(CountPoint[] points, double unit, double dispersion)
    {
        var steps = new double[points.Length - 1];
        for (var i = 0; i < steps.Length; i++)
        {
            var step = points[i + 1].Share - points[i].Share;
            steps[i] = step * step / (unit * ((1 / points[i].Trials) + (1 / points[i + 1].Trials) + (2 * dispersion)));
        }

        Array.Sort(steps);
        return steps[steps.Length / 2];
    }
}
