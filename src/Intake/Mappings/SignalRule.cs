namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>One signal that a row may give.</summary>
internal sealed class SignalRule
{
    /// <summary>Type, campaign and the other text fields, in the order of the file.</summary>
    public required IReadOnlyList<(TextField Field, Template Template)> Texts { get; init; }

    /// <summary>The type where it is written out; null where a row says it.</summary>
    public string? Type { get; init; }

    /// <summary>The type is written out as spend, which is nothing without its amount.</summary>
    public bool IsSpend => Type == "spend";

    /// <summary>A row is an event by itself, as a call of Segment's API is, and no line of a report.</summary>
    public bool IsEvent { get; init; }

    /// <summary>The amount is what says whether there is a signal: nothing else does, or it is spent.</summary>
    public bool IsAboutAmount => Amount is not null && (IsSpend || (!IsEvent && Count is null && Score is null));

    public required TimeRule OccurredAt { get; init; }
    public TimeRule? ReceivedAt { get; init; }

    /// <summary>The currency of the mapping, for a signal with an amount that names none.</summary>
    public Template? Currency { get; init; }

    public Formula? When { get; init; }
    public Formula? Count { get; init; }
    public Formula? Score { get; init; }
    public (Formula Min, Formula Max)? Scale { get; init; }
    public Formula? Amount { get; init; }
    public required IReadOnlyList<(string Name, Template Template)> Attributes { get; init; }
}
