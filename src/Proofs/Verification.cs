namespace CustomerPerformanceTracker.Proofs;

/// <summary>What a verification looked at, and what did not fit.</summary>
/// <param name="Seals">How many seals were verified.</param>
/// <param name="Signals">How many signals.</param>
/// <param name="Journal">How many entries of the journal.</param>
/// <param name="Root">The root of the tree over the seals' leaves.</param>
/// <param name="Problems">What does not fit, in the order it was met: one problem for each seal and kind.</param>
public sealed record Verification(int Seals, long Signals, long Journal, byte[] Root, IReadOnlyList<Problem> Problems)
{
    public bool Ok => Problems.Count == 0;
}
