namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>What stays the same within a segment of a bare series.</summary>
internal enum Constant
{
    /// <summary>The mean: breaks are shifts of level.</summary>
    Mean,

    /// <summary>A straight line: breaks are shifts of level or slope.</summary>
    Line,

    /// <summary>The mean step of a series that wanders: breaks are changes of drift.</summary>
    Drift,
}

/// <summary>
/// A way to see a bare series: what is constant in a segment, and the lag-one autocorrelation of the noise about it (of its steps, for a drift).
/// </summary>
internal readonly record struct SeriesShape(Constant Constant, double Memory)
{
    private static readonly double[] Memories = [0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95];
    private static readonly double[] StepMemories = [-0.5, -0.25, .. Memories];

    /// <summary>Every shape looked at.</summary>
    public static IEnumerable<SeriesShape> All { get; } =
    [
        .. Memories.Select(m => new SeriesShape(Constant.Mean, m)),
        .. Memories.Select(m => new SeriesShape(Constant.Line, m)),
        .. StepMemories.Select(m => new SeriesShape(Constant.Drift, m)),
    ];

    /// <summary>Points lost before the first that the cost sees: a step needs two values.</summary>
    public int Offset => Constant == Constant.Drift ? 1 : 0;

    /// <summary>The cost of segments of <paramref name="values"/> at <paramref name="times"/> where what is new in the noise has the variance given.</summary>
    public IResidualCost Cost(double[] values, double[] times, double variance)
    {
        var step = new NoiseStep(variance / (1 - (Memory * Memory)), Memory, variance);
        var noise = new NoiseStep[values.Length - Offset];
        Array.Fill(noise, step);
        return Constant switch
        {
            Constant.Mean => new MeanCost(values, noise, 1),
            Constant.Line => new LineCost(values, times, noise),
            _ => Drifts(values, noise),
        };
    }

    private static MeanCost Drifts(double[] values, NoiseStep[] noise)
    {
        double[] steps = [.. values.Skip(1).Zip(values, (after, before) => after - before)];
        var mean = steps.Average();
        return new(steps, noise, Math.Max(1e-12,steps.Average(s => (s - mean) * (s - mean))));
    }

    public Partition Partition(int count) => new(2 * Math.Log(count), Constant == Constant.Mean ? 3 : 5);
}
