namespace CustomerPerformanceTracker.Proofs;

/// <summary>What does not fit of one kind in one seal. <paramref name="Log"/> is signals, journal or seals.</summary>
/// <param name="Seal">The seal it is in, or the first one; null where it is in none.</param>
/// <param name="Position">The first position it is about; null where it is about no row.</param>
/// <param name="What">The first sentences about it, and how many more there were.</param>
public sealed record Problem(string Kind, string Log, SealNumber? Seal, Position? Position, string What)
{
    /// <summary>How many rows, entries, seals or checkpoints it is about.</summary>
    public long Count { get; init; } = 1;

    /// <summary>The last position it is about.</summary>
    public Position? LastPosition { get; init; } = Position;
}
