namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// An immutable fact from the customer's world, validated and ready to be appended. All quantities are integers:
/// times are microseconds since 1970-01-01T00:00:00Z, amounts are minor units of <see cref="Currency"/>,
/// scores are basis points (0 to 10,000) of the scale the answer was given on.
/// </summary>
/// <remarks>Identity is workspace + <see cref="Campaign"/> + <see cref="Id"/>, for ever.</remarks>
public sealed record Signal
{
    public const int MaxScore = 10_000;

    public required Guid Id { get; init; }
    public required SignalKind Kind { get; init; }
    public required string Campaign { get; init; }
    public required long OccurredAt { get; init; }

    /// <summary>When the organisation first had it; null means when the log recorded it, or in a history import when it occurred.</summary>
    public long? ReceivedAt { get; init; }

    public string? Message { get; init; }
    public string? Touchpoint { get; init; }
    public string? Channel { get; init; }
    public string? Segment { get; init; }

    /// <summary>The source's own name for the customer. Kept in an erasable table; the log holds a surrogate number.</summary>
    public string? Customer { get; init; }

    /// <summary>How many like events this row stands for, 0 to 2,147,483,647.</summary>
    public int Count { get; init; } = 1;

    public string? Kpi { get; init; }
    public int? Score { get; init; }
    public long? Amount { get; init; }

    /// <summary>ISO 4217 alphabetic code; present exactly when <see cref="Amount"/> is.</summary>
    public string? Currency { get; init; }

    /// <summary>The identity, in the same campaign, of the signal this one replaces.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>Free text of the customer; stored encrypted under the customer's own key.</summary>
    public string? Comment { get; init; }

    /// <summary>A UTF-8 JSON object with what the source said beyond the fields above (raw answer and scale, order, source), or null.</summary>
    public ReadOnlyMemory<byte>? Attributes { get; init; }
}
