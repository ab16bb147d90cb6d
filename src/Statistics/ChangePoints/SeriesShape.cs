using System.Diagnostics;

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

    /// <summary>Numbers learned from the whole series: the autocorrelation, and for a drift where the series began.</summary>
    public int Parameters => (Memory == 0 ? 0 : 1) + Offset;

    /// <summary>A break may stand anywhere, which costs two logarithms of the number of points; a line needs more points to be one than a mean.</summary>
    public Partition Partition(int count) => new(2 * Math.Log(count), Constant == Constant.Mean ? 3 : 5);

    /// <summary>The cost of segments of <paramref name="values"/>, of variance 1, where what is new in the noise has the variance given.</summary>
    public IResidualCost Cost(double[] values, double[] times, double variance)
    {
        var noise = new NoiseStep[values.Length - Offset];
        Array.Fill(noise, new(variance / (1 - (Memory * Memory)), Memory, variance));
        return Constant switch
        {
            Constant.Mean => new MeanCost(values, noise, prior: 1),
            Constant.Line => new LineCost(values, times, noise),
            Constant.Drift => Drifts(values, noise),
            _ => throw new UnreachableException(),
        };
    }

    // Drifts are thought to differ as the steps do.
    private static MeanCost Drifts(double[] values, NoiseStep[] noise)
    {
        double[] steps = [.. values.Skip(1).Zip(values, (after, before) => after - before)];
        var mean = steps.Average();
        return new(steps, noise, prior: steps.Average(step => (step - mean) * (step - mean)));
    }
}
