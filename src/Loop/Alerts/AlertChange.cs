namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// An entry of an alert's stream, with the alert as it stood after it. <paramref name="Position"/> is the journal's, <paramref name="Version"/> counts
/// the alert's own entries from 1, <paramref name="RecordedAt"/> is microseconds since 1970, <paramref name="Data"/> what the entry holds.
/// </summary>
public sealed record AlertChange(
    Position Position,
    StreamVersion Version,
    string Type,
    long RecordedAt,
    string Actor,
    string Reason,
    Alert Alert,
    JsonElement Data = default
);
