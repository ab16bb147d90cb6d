namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A way in which the level itself may move without any break: not at all, about its mean with a memory (first-order autoregression), or without
/// bound (a random walk). It is told on the scale of the angle 2 asin(sqrt(share)), where the variance of an answer does not depend on the share.
/// </summary>
/// <param name="Memory">Correlation of the wander from one point to the next; 1 for a random walk.</param>
/// <param name="Variance">Variance of the wander; of a random walk that of one step.</param>
/// <param name="LogPrior">Logarithm of how likely it is held before the points are seen.</param>
internal readonly record struct Wander(double Memory, double Variance, double LogPrior)
{
    // One point of 100 about a share of three quarters, as an angle.
    private const double Point = 0.023;

    private static readonly double[] Short = [0, 0.5, 0.7, 0.85];
    private static readonly double[] Long = [0.95, 0.98];
    private static readonly double[] Sizes = [0.5, 0.75, 1, 1.4, 2, 2.8, 4, 5.6, 8, 12];
    private static readonly double[] Walks = [0.1, 0.2, 0.4, 0.8, 1.6];

    /// <summary>Every way looked at; the priors sum to one.</summary>
    public static IReadOnlyList<Wander> All { get; } = [new(0, 0, Math.Log(.3)), .. Of(Short, Sizes, .35), .. Of(Long, Sizes, .2), .. Of([1], Walks, .15)];

    /// <summary>What is left of it after a time, in points.</summary>
    public double Left(double gap) => Memory == 0 ? 0 : Math.Pow(Memory, gap);

    /// <summary>The variance of what is new in it after a time, in points.</summary>
    public double New(double gap) => Memory == 1 ? Variance * gap : Variance * (1 - Math.Pow(Memory, 2 * gap));

    private static IEnumerable<Wander> Of(double[] memories, double[] sizes, double prior) =>
        from memory in memories
        from size in sizes
        select new Wander(memory, size * size * Point * Point, Math.Log(prior / (memories.Length * sizes.Length)));
}
