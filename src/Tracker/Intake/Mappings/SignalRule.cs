namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>One signal that a row may give.</summary>
internal sealed class SignalRule
{
    /// <summary>Type, campaign and the other text fields, in the order of the file.</summary>
    public required IReadOnlyList<(TextField Field, Template Template)> Texts { get; init; }

    /// <summary>The type is written out as spend, whose amount is what it is about.</summary>
    public bool IsSpend { get; init; }

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
