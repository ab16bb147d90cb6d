using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Voices.Rising;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A signal as a trace shows it: numbers and names, never who it was or what was written.</summary>
public sealed record TracedSignalView(
    long Position,
    int Seal,
    string Id,
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
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyDictionary<string, string>? Own
)
{
    internal static TracedSignalView Of(TracedSignal signal) =>
        new(
            signal.Position.Value,
            signal.Seal.Value,
            signal.Id.ToString("D"),
            signal.Kind,
            signal.Campaign,
            signal.Occurred,
            signal.Received,
            signal.Count,
            signal.Kpi,
            signal.Score,
            signal.Message,
            signal.Touchpoint,
            signal.Channel,
            signal.Segment,
            signal.Own?.Parts.ToDictionary(part => part.Dimension, part => part.Value, StringComparer.Ordinal)
        );
}

/// <summary>One thing that somebody, or the engine, did, in a sentence and as its entry of the journal holds it.</summary>
public sealed record TraceStepView(
    long Position,
    int Seal,
    [property: JsonConverter(typeof(SecondConverter))] Instant At,
    string Actor,
    string Type,
    string What,
    string Reason,
    string Stream,
    long Version,
    string? Correlation,
    string? Causation,
    JsonElement Data
)
{
    internal static TraceStepView Of(TraceStep step) =>
        new(
            step.Position.Value,
            step.Seal.Value,
            step.At,
            step.Actor,
            step.Type,
            step.What,
            step.Reason,
            step.Stream,
            step.Version.Value,
            step.Correlation,
            step.Causation,
            step.Data
        );
}

/// <summary>The answers that an alert rests on, and the first of their rows.</summary>
public sealed record TracedAnswersView(
    string Alert,
    string Campaign,
    string Kpi,
    ScopeView Scope,
    LocalDate From,
    LocalDate To,
    long ThroughPosition,
    long Rows,
    long Answers,
    double? Mean,
    IReadOnlyList<TracedSignalView> First
)
{
    internal static TracedAnswersView Of(TracedAnswers one) =>
        new(
            one.Alert,
            one.Campaign,
            one.Kpi,
            ScopeView.Of(one.Scope),
            one.From,
            one.To,
            one.ThroughPosition.Value,
            one.Rows,
            one.Answers,
            one.Mean,
            [.. one.First.Select(TracedSignalView.Of)]
        );
}

/// <summary>The whole chain behind something, in the order it was recorded.</summary>
public sealed record TraceView(string Ref, string Kind, TracedSignalView? Signal, IReadOnlyList<TraceStepView> Steps, IReadOnlyList<TracedAnswersView> Answers)
{
    /// <summary>By alert, the words that rose in the four weeks from its onset on, with counts and without a quote; left out in an evidence pack.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<AlertWordsView>? Words { get; init; }

    /// <summary>The trace with what was written meanwhile.</summary>
    public static TraceView Of(Trace trace, IEnumerable<(string Alert, RisenReading Words)> words) =>
        Of(trace) with
        {
            Words = [.. words.Select(one => new AlertWordsView(one.Alert, RisenVoicesView.Of(one.Words)))],
        };

    public static TraceView Of(Trace trace) =>
        new(
            trace.Ref,
            trace.Kind,
            trace.Signal is { } signal ? TracedSignalView.Of(signal) : null,
            [.. trace.Steps.Select(TraceStepView.Of)],
            [.. trace.Answers.Select(TracedAnswersView.Of)]
        );

    /// <summary>The trace as an evidence pack holds it.</summary>
    public static string Text(Trace trace) => JsonSerializer.Serialize(Of(trace), Json.TypeOf<TraceView>(Json.Indented));
}

/// <summary>The words that rose in the four weeks from an alert's onset on.</summary>
public sealed record AlertWordsView(string Alert, RisenVoicesView Rose);

/// <summary>An evidence pack that was written to a file.</summary>
public sealed record EvidenceFileView(string File, int Entries, int Signals);

/// <summary>An entry of the journal as it is stored.</summary>
public sealed record JournalEntryView(
    long Position,
    int Seal,
    string Id,
    string Stream,
    long Version,
    string Type,
    [property: JsonConverter(typeof(SecondConverter))] Instant RecordedAt,
    string Actor,
    string Reason,
    string? Correlation,
    string? Causation,
    JsonElement Data
)
{
    internal static JournalEntryView Of(JournalEntry entry) =>
        new(
            entry.Position.Value,
            entry.Seal.Value,
            entry.Id.ToString("D"),
            entry.Stream,
            entry.Version.Value,
            entry.Type,
            Instant.FromUnixTimeTicks(entry.RecordedAt * 10),
            entry.Actor,
            entry.Reason,
            entry.Correlation,
            entry.Causation,
            entry.Data
        );
}

/// <summary>Entries of the journal in order, and the position to read on behind where there are more.</summary>
public sealed record JournalPageView(IReadOnlyList<JournalEntryView> Entries, [property: JsonIgnore(Condition = WhenWritingNull)] long? Next)
{
    public static JournalPageView Of(IReadOnlyList<JournalEntry> page, bool hasMore) =>
        new([.. page.Select(JournalEntryView.Of)], hasMore ? page[^1].Position.Value : null);
}
