namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>A comment that may be scored, with what its score takes over from it.</summary>
/// <param name="Erasures">How many customers had been erased when the comment was read.</param>
/// <param name="Customer">The source's own name for the customer; null for nobody in particular.</param>
/// <param name="Text">Null where the customer was erased.</param>
/// <param name="Language">What the source says of the language, as the attribute <c>language</c>; null for nothing.</param>
/// <param name="CorrectedAt">When what corrects or retracts it was received; null where it stands.</param>
internal sealed record AnswerText(
    int Erasures,
    Guid Signal,
    Instant OccurredAt,
    Instant ReceivedAt,
    string Campaign,
    string? Message,
    string? Touchpoint,
    string? Channel,
    string? Segment,
    string? Customer,
    string? Text,
    OwnValues? Own,
    string? Language,
    Instant? CorrectedAt
);
