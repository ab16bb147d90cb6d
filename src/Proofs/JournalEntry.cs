namespace CustomerPerformanceTracker.Proofs;

/// <summary>A recorded entry of the journal. <paramref name="RecordedAt"/> is microseconds since 1970.</summary>
public sealed record JournalEntry(
    Position Position,
    SealNumber Seal,
    Guid Id,
    string Stream,
    StreamVersion Version,
    string Type,
    JsonElement Data,
    long RecordedAt,
    string Actor,
    string Reason,
    string? Correlation,
    string? Causation
);
