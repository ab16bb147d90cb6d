namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// What an <see cref="EDetector"/> looks for, fixed before the first observation: the declared null, the range of changes worth
/// finding, and the average run length, in batches, guaranteed while the null holds.
/// </summary>
/// <remarks>
/// Under the null every increment L of every component has E[L | past] &lt;= 1, whatever the dependence between observations;
/// the guarantee follows from this alone (Shin, Ramdas, Rinaldo, "E-detectors", NEJSDS 2024, arXiv 2203.03532).
/// A change smaller than the smallest or larger than the largest is found too, only less soon than the best design would.
/// </remarks>
public sealed class EDetectorDesign
{
    private readonly IncrementKind kind;
    private readonly double[] lambdas;
    private readonly double[] logWeights;
    private readonly double[] logMoments;

    private EDetectorDesign(IncrementKind kind, double mean, double averageRunLength, Direction direction, Mixture mixture)
        : this(kind, mean, averageRunLength, direction, mixture.Lambdas, [.. mixture.Weights.Select(w => Math.Log(w))]) { }

    private EDetectorDesign(IncrementKind kind, double mean, double averageRunLength, Direction direction, double[] lambdas, double[] logWeights)
    {
        this.kind = kind;
        Null = mean;
        AverageRunLength = averageRunLength;
        Direction = direction;
        (this.lambdas, this.logWeights) = (lambdas, logWeights);
        logMoments = [.. lambdas.Select(l => LogMoment(kind, mean, l))];
    }

    internal enum IncrementKind
    {
        Normal,
        Bernoulli,
        Bounded,
    }

    /// <summary>The declared null m: the mean the stream is allowed to have (a bound on it, or its value for <see cref="Direction.Either"/>).</summary>
    public double Null { get; }

    /// <summary>Expected number of batches to a false alarm, at the least, while the null holds: 1/alpha.</summary>
    public double AverageRunLength { get; }

    public Direction Direction { get; }

    /// <summary>ln of the average run length: an alarm is <see cref="EDetector.LogEvidence"/> at or above it.</summary>
    public double LogThreshold => Math.Log(AverageRunLength);

    /// <summary>How many sizes of change are looked for at once.</summary>
    public int Components => lambdas.Length;

    internal ReadOnlySpan<double> LogWeights => logWeights;

    /// <summary>Gaussian (or sub-Gaussian) values of standard deviation 1: ln L = lambda (x - m) - lambda^2 / 2.</summary>
    public static EDetectorDesign Normal(double mean, double smallest, double largest, double averageRunLength, Direction direction)
    {
        Require(double.IsFinite(mean), nameof(mean), mean, "must be finite");
        RequireChanges(smallest, largest, averageRunLength);
        var family = new ExponentialFamily.SubGaussian();
        return new(
            IncrementKind.Normal,
            mean,
            averageRunLength,
            direction,
            Mix(
                direction,
                averageRunLength,
                alpha => Mixture.Cover(family, smallest, largest, alpha),
                alpha => Mixture.Cover(family, smallest, largest, alpha).Scaled(-1)
            )
        );
    }

    /// <summary>
    /// Successes of trials, in batches of any size: ln L = lambda k - n ln(1 - m + m e^lambda).
    /// </summary>
    /// <remarks>
    /// Also valid for values anywhere in 0..1, whose sum is then k: e^(lambda x) lies below its chord on 0..1,
    /// so its expectation is at most that of a Bernoulli variable of the same mean.
    /// </remarks>
    public static EDetectorDesign Bernoulli(double mean, double smallest, double largest, double averageRunLength, Direction direction)
    {
        RequireShare(mean, smallest, largest, averageRunLength, direction);
        return new(
            IncrementKind.Bernoulli,
            mean,
            averageRunLength,
            direction,
            Mix(
                direction,
                averageRunLength,
                alpha => Mixture.Cover(new ExponentialFamily.SubBernoulli(mean), smallest, largest, alpha),
                alpha => Mixture.Cover(new ExponentialFamily.SubBernoulli(1 - mean), smallest, largest, alpha).Scaled(-1)
            )
        );
    }

    /// <summary>
    /// Values in 0..1 one by one, of small variance compared with m (1 - m): ln L = ln(1 + lambda (x/m - 1)), which adapts to the variance.
    /// There is no batch form.
    /// </summary>
    public static EDetectorDesign Bounded(double mean, double smallest, double largest, double averageRunLength, Direction direction)
    {
        RequireShare(mean, smallest, largest, averageRunLength, direction);
        Mixture Cover(double m, double alpha) =>
            Mixture.Cover(new ExponentialFamily.SubExponential(), m * smallest / (0.25 + largest * largest), m * largest / (smallest * smallest), alpha);
        return new(
            IncrementKind.Bounded,
            mean,
            averageRunLength,
            direction,
            Mix(direction, averageRunLength, alpha => Cover(mean, alpha), alpha => Cover(1 - mean, alpha).Scaled(-mean / (1 - mean)))
        );
    }

    /// <summary>
    /// The same sizes of change at the same weights held against another null and rate: what a detector goes on with where the null is declared anew.
    /// </summary>
    /// <remarks>Each batch is tested against the null in force when it comes, so the guarantee holds while each batch's mean keeps to the null of its
    /// time.</remarks>
    public EDetectorDesign At(double mean, double averageRunLength)
    {
        Require(this.kind == IncrementKind.Normal ? double.IsFinite(mean) : mean is > 0 and < 1, nameof(mean), mean, "must lie strictly between 0 and 1");
        RequireChanges(1, 1, averageRunLength);
        Require(
            this.kind != IncrementKind.Bounded || lambdas.All(l => 1 - l > 0 && 1 + l * (1 / mean - 1) > 0),
            nameof(mean),
            mean,
            "leaves a bet of this design without cover"
        );
        return new(this.kind, mean, averageRunLength, Direction, lambdas, logWeights);
    }

    /// <summary>ln L of component <paramref name="j"/> for a batch with this sum of values.</summary>
    internal double LogIncrement(int j, double sum, double count) =>
        this.kind == IncrementKind.Bounded ? LogSpace.Log1Plus(lambdas[j] * (sum / Null - 1)) : lambdas[j] * sum - count * logMoments[j];

    internal bool HasBetsOf(EDetectorDesign other) => this.kind == other.kind && lambdas.AsSpan().SequenceEqual(other.lambdas);

    internal void RequireBatch(double sum, double count)
    {
        Require(count >= 0 && double.IsFinite(count), nameof(count), count, "must be a finite number, not negative");
        Require(this.kind != IncrementKind.Bounded || count == 1, nameof(count), count, "bounded values come one by one; use a Bernoulli design for batches");
        Require(this.kind == IncrementKind.Normal ? double.IsFinite(sum) : sum >= 0 && sum <= count, nameof(sum), sum, "must lie between 0 and the count");
    }

    // ln E e^(lambda x) under the null; the bounded form keeps its own.
    private static double LogMoment(IncrementKind kind, double mean, double lambda) =>
        kind switch
        {
            IncrementKind.Normal => lambda * mean + lambda * lambda / 2,
            IncrementKind.Bernoulli => lambda < 0 ? Math.Log(1 - mean + mean * Math.Exp(lambda)) : lambda + Math.Log((1 - mean) * Math.Exp(-lambda) + mean),
            _ => double.NaN,
        };

    private static Mixture Mix(Direction direction, double averageRunLength, Func<double, Mixture> rising, Func<double, Mixture> falling) =>
        direction switch
        {
            Direction.Rising => rising(1 / averageRunLength),
            Direction.Falling => falling(1 / averageRunLength),
            Direction.Either => Mixture.Halves(rising(0.5 / averageRunLength), falling(0.5 / averageRunLength)),
            _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, "is not a direction"),
        };

    private static void RequireShare(double mean, double smallest, double largest, double averageRunLength, Direction direction)
    {
        Require(mean is > 0 and < 1, nameof(mean), mean, "must lie strictly between 0 and 1");
        RequireChanges(smallest, largest, averageRunLength);
        Require(direction == Direction.Falling || mean + largest < 1, nameof(largest), largest, "leads above 1");
        Require(direction == Direction.Rising || mean - largest > 0, nameof(largest), largest, "leads below 0");
    }

    private static void RequireChanges(double smallest, double largest, double averageRunLength)
    {
        Require(smallest > 0, nameof(smallest), smallest, "must be positive");
        Require(largest >= smallest && double.IsFinite(largest), nameof(largest), largest, "must be at least the smallest");
        Require(averageRunLength > 1 && double.IsFinite(averageRunLength), nameof(averageRunLength), averageRunLength, "must exceed one batch");
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, rule);
    }
}
