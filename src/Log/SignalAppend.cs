namespace CustomerPerformanceTracker.Log;

/// <summary>What became of one signal of an append.</summary>
public enum Outcome
{
    Accepted,

    /// <summary>The log holds it already, with the same content.</summary>
    Duplicate,

    /// <summary>The log holds another signal with this identity, or another correction of the same signal. The first one stays.</summary>
    Conflict,
}

/// <summary>One outcome for each signal, in the order given, and the seal they were recorded under; null where nothing was new.</summary>
public sealed record SignalAppend(Seal? Seal, IReadOnlyList<Outcome> Outcomes)
{
    public int Count(Outcome outcome) => Outcomes.Count(o => o == outcome);
}
