using System.Globalization;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A version of a stream, or the answers behind an alert.</summary>
public sealed record ProvEntityView(
    [property: JsonPropertyName("prov:type"), JsonIgnore(Condition = WhenWritingNull)] string? Type,
    [property: JsonPropertyName("cpt:position"), JsonIgnore(Condition = WhenWritingNull)] long? Position,
    [property: JsonPropertyName("cpt:seal"), JsonIgnore(Condition = WhenWritingNull)] int? Seal,
    [property: JsonPropertyName("prov:label"), JsonIgnore(Condition = WhenWritingNull)] string? Label,
    [property: JsonPropertyName("cpt:throughPosition"), JsonIgnore(Condition = WhenWritingNull)] long? ThroughPosition
);

/// <summary>Something that was done.</summary>
public sealed record ProvActivityView(
    [property: JsonPropertyName("prov:startTime"), JsonConverter(typeof(SecondConverter))] Instant Start,
    [property: JsonPropertyName("prov:endTime"), JsonConverter(typeof(SecondConverter))] Instant End,
    [property: JsonPropertyName("prov:label")] string Label,
    [property: JsonPropertyName("cpt:reason")] string Reason
);

/// <summary>Who did something.</summary>
public sealed record ProvAgentView([property: JsonPropertyName("prov:label")] string Label);

/// <summary>
/// A trace as W3C PROV-JSON (Member Submission of 24 April 2013): each step is an activity of its actor that generates the version of a stream it recorded;
/// a version derives from the one before and from what caused it, and an alert from the answers it rests on.
/// </summary>
public sealed record ProvView(
    IReadOnlyDictionary<string, string> Prefix,
    IReadOnlyDictionary<string, ProvEntityView> Entity,
    IReadOnlyDictionary<string, ProvActivityView> Activity,
    IReadOnlyDictionary<string, ProvAgentView> Agent,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> WasGeneratedBy,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> WasAssociatedWith,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Used,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> WasDerivedFrom
)
{
    public static ProvView Of(Trace trace)
    {
        var entities = new OrderedDictionary<string, ProvEntityView>(StringComparer.Ordinal);
        foreach (var step in trace.Steps)
            entities.TryAdd(EntityOf(step), new ProvEntityView($"cpt:{step.Type}", step.Position.Value, step.Seal.Value, null, null));
        var known = entities.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var answers in trace.Answers)
            entities.TryAdd(
                IdOf(answers),
                new ProvEntityView(null, null, null, $"{answers.Answers} answers on {answers.Kpi} of {answers.Campaign}", answers.ThroughPosition.Value)
            );

        var sources = trace.Steps.SelectMany(step => SourcesOf(step, trace, known).Select(source => (Step: step, Source: source))).ToArray();
        return new(
            Ordered([("cpt", "urn:cpt:"), ("xsd", "http://www.w3.org/2001/XMLSchema#")]),
            entities,
            Ordered(trace.Steps.Select(step => (ActivityOf(step), new ProvActivityView(step.At, step.At, step.What, step.Reason)))),
            Ordered(trace.Steps.Select(step => step.Actor).Distinct(StringComparer.Ordinal).Select(actor => (AgentOf(actor), new ProvAgentView(actor)))),
            Relation("wasGeneratedBy", "prov:entity", "prov:activity", trace.Steps.Select(step => (EntityOf(step), ActivityOf(step)))),
            Relation("wasAssociatedWith", "prov:activity", "prov:agent", trace.Steps.Select(step => (ActivityOf(step), AgentOf(step.Actor)))),
            Relation("used", "prov:activity", "prov:entity", sources.Select(one => (ActivityOf(one.Step), one.Source))),
            Relation("wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity", sources.Select(one => (EntityOf(one.Step), one.Source)))
        );
    }

    private static IEnumerable<string> SourcesOf(TraceStep step, Trace trace, HashSet<string> known)
    {
        if (step.Version > StreamVersion.First && EntityOf(step.Stream, step.Version.Previous) is var before && known.Contains(before))
            yield return before;
        if (
            step.Causation?.LastIndexOf('@') is > 0 and var at
            && !step.Causation.StartsWith($"{step.Stream}@", StringComparison.Ordinal)
            && $"cpt:{Plain(step.Causation[..at])}_{step.Causation[(at + 1)..]}" is var cause
            && known.Contains(cause)
        )
            yield return cause;
        foreach (var answers in trace.Answers.Where(answers => IsBehind(answers, step)))
            yield return IdOf(answers);
    }

    private static bool IsBehind(TracedAnswers answers, TraceStep step) =>
        step.Type is "alert_raised" or "alert_recurred"
        && step.Data.GetProperty("id").GetString() == answers.Alert
        && step.Data.GetProperty("onset").GetString() == LocalDatePattern.Iso.Format(answers.From);

    private static OrderedDictionary<string, IReadOnlyDictionary<string, string>> Relation(
        string name,
        string one,
        string other,
        IEnumerable<(string One, string Other)> pairs
    ) =>
        Ordered(
            pairs
                .Distinct()
                .Select(
                    (pair, number) =>
                        (
                            string.Create(CultureInfo.InvariantCulture, $"_:{name}{number + 1}"),
                            (IReadOnlyDictionary<string, string>)Ordered([(one, pair.One), (other, pair.Other)])
                        )
                )
        );

    private static OrderedDictionary<string, T> Ordered<T>(IEnumerable<(string Key, T Value)> members)
    {
        var ordered = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in members)
            ordered.TryAdd(key, value);
        return ordered;
    }

    private static string EntityOf(TraceStep step) => EntityOf(step.Stream, step.Version);

    private static string EntityOf(string stream, StreamVersion version) => string.Create(CultureInfo.InvariantCulture, $"cpt:{Plain(stream)}_{version}");

    private static string ActivityOf(TraceStep step) => string.Create(CultureInfo.InvariantCulture, $"cpt:entry_{step.Position}");

    private static string AgentOf(string actor) => $"cpt:agent_{Plain(actor)}";

    private static string IdOf(TracedAnswers answers) => $"cpt:answers_{Plain(answers.Alert)}_{LocalDatePattern.Iso.Format(answers.From)}";

    // The local part of a qualified name: what is none of its characters is written by its number.
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $".{(int)c:x}.")));
}
