using System.Buffers.Binary;

namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// A mixture Shiryaev-Roberts e-detector: watches a stream for ever and alarms, while the declared null holds, no more often
/// than once in <see cref="EDetectorDesign.AverageRunLength"/> batches on average.
/// </summary>
/// <remarks>
/// For each component M = (M + 1) L, and the evidence is the weighted sum. Since E[M at a stopping time] &lt;= E[that time],
/// stopping when it reaches 1/alpha takes 1/alpha batches on average at the least (Shin, Ramdas, Rinaldo, NEJSDS 2024, arXiv 2203.03532).
/// The same holds when the open batch is watched as it grows. Beside it each component keeps its e-CUSUM, M = max(M, 1) L,
/// whose last restart is the most likely onset.
/// The state is a function of the batches alone: the same batches in the same order give the same bits.
/// </remarks>
public sealed class EDetector
{
    private const int HeaderBytes = sizeof(int) + sizeof(int) + sizeof(long);
    private const int StateVersion = 1;

    private readonly double[] evidence;
    private readonly double[] cusum;
    private readonly long[] restart;

    public EDetector(EDetectorDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        Design = design;
        evidence = new double[design.Components];
        cusum = new double[design.Components];
        restart = new long[design.Components];
        Array.Fill(evidence, double.NegativeInfinity);
        Array.Fill(cusum, double.NegativeInfinity);
    }

    public EDetectorDesign Design { get; private set; }

    /// <summary>How many batches were added.</summary>
    public long Batches { get; private set; }

    /// <summary>ln of the evidence; minus infinity before the first batch.</summary>
    public double LogEvidence => LogSpace.SumOfProducts(Design.LogWeights, evidence);

    /// <summary>Whether the evidence stands at or above the threshold now. A detector goes on after an alarm; what ends it is its owner's decision.</summary>
    public bool IsAlarming => LogEvidence >= Design.LogThreshold;

    /// <summary>
    /// The label of the batch with which the change most likely began: where the best component's e-CUSUM last restarted. Null before the first batch.
    /// </summary>
    public long? Onset => Batches == 0 ? null : restart[Best()];

    /// <summary>Adds a batch of <paramref name="count"/> values with this sum, labelled by its 0-based index.</summary>
    /// <param name="sum">Successes, or the sum of values in 0..1 (of any values for a Normal design).</param>
    /// <param name="count">Trials. A batch of none is a batch: time passes without evidence.</param>
    public void Add(double sum, double count) => Add(sum, count, Batches);

    /// <summary>Adds a batch under the caller's own label, such as a day number, in which <see cref="Onset"/> is then told.</summary>
    public void Add(double sum, double count, long label)
    {
        Design.RequireBatch(sum, count);
        for (var j = 0; j < evidence.Length; j++)
        {
            var increment = Design.LogIncrement(j, sum, count);
            evidence[j] = LogSpace.Add(0, evidence[j]) + increment;
            if (cusum[j] <= 0)
                restart[j] = label;
            cusum[j] = Math.Max(0, cusum[j]) + increment;
        }

        Batches++;
    }

    /// <summary>Holds the batches to come against another null; the evidence so far goes on.</summary>
    /// <param name="design">This design <see cref="EDetectorDesign.At">at</see> another null.</param>
    public void GoOnWith(EDetectorDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (!Design.HasBetsOf(design))
            throw new ArgumentException("is not this design at another null", nameof(design));
        Design = design;
    }

    /// <summary>What <see cref="LogEvidence"/> would be if the open batch closed as it stands. Changes nothing.</summary>
    public double Peek(double sum, double count)
    {
        Design.RequireBatch(sum, count);
        Span<double> open = evidence.Length <= 256 ? stackalloc double[evidence.Length] : new double[evidence.Length];
        for (var j = 0; j < open.Length; j++)
            open[j] = LogSpace.Add(0, evidence[j]) + Design.LogIncrement(j, sum, count);
        return LogSpace.SumOfProducts(Design.LogWeights, open);
    }

    /// <summary>What <see cref="Onset"/> would be if the open batch closed as it stands, under this label. Changes nothing.</summary>
    public long PeekOnset(double sum, double count, long label)
    {
        var after = Restore(Design, Save());
        after.Add(sum, count, label);
        return after.restart[after.Best()];
    }

    /// <summary>The state, exactly: version, components, batches, then per component evidence, e-CUSUM and restart, little-endian.</summary>
    public byte[] Save()
    {
        var bytes = new byte[HeaderBytes + 3 * sizeof(long) * evidence.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, StateVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), evidence.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 * sizeof(int)), Batches);
        for (var j = 0; j < evidence.Length; j++)
        {
            var component = bytes.AsSpan(HeaderBytes + 3 * sizeof(long) * j);
            BinaryPrimitives.WriteDoubleLittleEndian(component, evidence[j]);
            BinaryPrimitives.WriteDoubleLittleEndian(component[sizeof(long)..], cusum[j]);
            BinaryPrimitives.WriteInt64LittleEndian(component[(2 * sizeof(long))..], restart[j]);
        }

        return bytes;
    }

    /// <summary>The detector whose <see cref="Save"/> gave these bytes; the design must be the one it was saved under.</summary>
    /// <exception cref="FormatException">The bytes are not a state of this design.</exception>
    public static EDetector Restore(EDetectorDesign design, ReadOnlySpan<byte> state)
    {
        var detector = new EDetector(design);
        if (
            state.Length != HeaderBytes + 3 * sizeof(long) * design.Components
            || BinaryPrimitives.ReadInt32LittleEndian(state) != StateVersion
            || BinaryPrimitives.ReadInt32LittleEndian(state[sizeof(int)..]) != design.Components
        )
            throw new FormatException($"not a version {StateVersion} detector state of {design.Components} components");

        detector.Batches = BinaryPrimitives.ReadInt64LittleEndian(state[(2 * sizeof(int))..]);
        for (var j = 0; j < design.Components; j++)
        {
            var component = state[(HeaderBytes + 3 * sizeof(long) * j)..];
            detector.evidence[j] = BinaryPrimitives.ReadDoubleLittleEndian(component);
            detector.cusum[j] = BinaryPrimitives.ReadDoubleLittleEndian(component[sizeof(long)..]);
            detector.restart[j] = BinaryPrimitives.ReadInt64LittleEndian(component[(2 * sizeof(long))..]);
        }

        return detector;
    }

    private int Best()
    {
        var best = 0;
        for (var j = 1; j < cusum.Length; j++)
        {
            if (Design.LogWeights[j] + cusum[j] > Design.LogWeights[best] + cusum[best])
                best = j;
        }

        return best;
    }
}
