namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// Alarms when two things have both happened: its evidence is the lesser of two e-detectors' on one clock.
/// </summary>
/// <remarks>
/// Under "not both" at least one of the two streams keeps its null, so its M is a valid e-detector; min(M, M') is at most that M,
/// hence E[min at a stopping time] &lt;= E[that time], and an alarm at 1/alpha keeps an average run length of 1/alpha in all three
/// cases: neither, only the first, only the second. The two streams may depend on each other in any way.
/// </remarks>
public sealed class BothDetector
{
    /// <exception cref="ArgumentException">The two were designed for different average run lengths, so they have no common threshold.</exception>
    public BothDetector(EDetector first, EDetector second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Design.AverageRunLength != second.Design.AverageRunLength)
            throw new ArgumentException("both detectors must have the same average run length", nameof(second));
        (First, Second) = (first, second);
    }

    public EDetector First { get; }

    public EDetector Second { get; }

    public double LogThreshold => First.Design.LogThreshold;

    /// <summary>ln of the lesser evidence.</summary>
    public double LogEvidence => Math.Min(First.LogEvidence, Second.LogEvidence);

    public bool IsAlarming => LogEvidence >= LogThreshold;

    /// <summary>The later of the two onsets: from there on both had changed. Null before the first batch.</summary>
    public long? Onset => First.Onset is { } first && Second.Onset is { } second ? Math.Max(first, second) : null;

    /// <summary>Adds one batch of each stream under one label, such as a day number.</summary>
    public void Add((double Sum, double Count) first, (double Sum, double Count) second, long label)
    {
        First.Add(first.Sum, first.Count, label);
        Second.Add(second.Sum, second.Count, label);
    }

    /// <summary>What <see cref="LogEvidence"/> would be if the open batches closed as they stand. Changes nothing.</summary>
    public double Peek((double Sum, double Count) first, (double Sum, double Count) second) =>
        Math.Min(First.Peek(first.Sum, first.Count), Second.Peek(second.Sum, second.Count));
}
