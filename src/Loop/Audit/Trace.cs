namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>One thing that somebody, or the engine, did: an entry of the journal, told in a sentence.</summary>
public sealed record TraceStep(
    Position Position,
    SealNumber Seal,
    Instant At,
    string Actor,
    string Type,
    string What,
    string Reason,
    string Stream,
    StreamVersion Version,
    string? Correlation,
    string? Causation,
    JsonElement Data
);

/// <summary>A signal as a trace shows it: numbers and names, never who it was or what was written.</summary>
public sealed record TracedSignal(
    Position Position,
    SealNumber Seal,
    Guid Id,
    string Kind,
    string Campaign,
    LocalDate Occurred,
    LocalDate Received,
    int Count,
    string? Kpi,
    double? Score,
    string? Message,
    string? Touchpoint,
    string? Channel,
    string? Segment,
    OwnValues? Own
);

/// <summary>
/// The answers an alert rests on: those on its KPI, of its scope, received from its onset to the day it was noticed, among the signals folded by then.
/// <paramref name="Answers"/> counts what the rows stand for; <paramref name="First"/> are the first of the rows.
/// </summary>
public sealed record TracedAnswers(
    string Alert,
    string Campaign,
    string Kpi,
    Scope Scope,
    LocalDate From,
    LocalDate To,
    Position ThroughPosition,
    long Rows,
    long Answers,
    double? Mean,
    IReadOnlyList<TracedSignal> First
);

/// <summary>
/// The whole chain behind something: who did what when and why, on which evidence as it was known then, down to the answers. Steps are in the order they were
/// recorded. <paramref name="Kind"/> is alert, adjustment, message, review or signal.
/// </summary>
public sealed record Trace(string Ref, string Kind, TracedSignal? Signal, IReadOnlyList<TraceStep> Steps, IReadOnlyList<TracedAnswers> Answers);
