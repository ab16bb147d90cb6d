namespace CustomerPerformanceTracker.Proofs;

/// <summary>A recorded entry of the journal. <paramref name="RecordedAt"/> is microseconds since 1970.</summary>
public sealed record JournalEntry(
    long Position,
    int Seal,
    Guid Id,
    string Stream,
    long Version,
    string Type,
    JsonElement Data,
    long RecordedAt,
    string Actor,
    string Reason,
    string? Correlation,
    string? Causation
);
