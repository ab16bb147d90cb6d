using CustomerPerformanceTracker.Readings.Divergence;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The part of a campaign that a finding is about, as stored.</summary>
internal sealed record StoredScope(
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment
)
{
    /// <summary>Texts, each under the name of an own dimension.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Own { get; set; }

    public static StoredScope Of(Scope scope) => new(scope.Message, scope.Touchpoint, scope.Channel, scope.Segment) { Own = scope.Own?.ToElements() };

    public Scope Read() =>
        new(Message, Touchpoint, Channel, Segment, OwnValues.Of(Own?.Select(value => KeyValuePair.Create(value.Key, value.Value.GetString()!)).ToArray()));
}

/// <summary>First and last position of the signal log, as stored.</summary>
internal sealed record StoredPositions(long From, long To);

/// <summary>An alert's promise, as stored.</summary>
internal sealed record StoredPromise(
    string Form,
    string Unit,
    string While,
    double Level,
    double Margin,
    LocalDate From,
    LocalDate To,
    double Dispersion,
    double DesignEffect
);

/// <summary>Who answered since an onset, as stored.</summary>
internal sealed record StoredMix(double Answers, bool Moved, double Plain, double Standardised);

/// <summary>An alert's evidence, as stored. Promise and mix are left out of silences, and were not stored at first.</summary>
internal sealed record StoredEvidence(
    double? Null,
    double? Drop,
    double? ArlDays,
    double? Evidence,
    double? Threshold,
    int Seal,
    StoredPositions Positions,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredPromise? Promise,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredMix? Mix,
    JsonElement? Scorecard
)
{
    public static StoredEvidence Of(AlertEvidence evidence, string kpi) =>
        new(
            evidence.Null,
            evidence.Drop,
            evidence.ArlDays,
            evidence.Evidence,
            evidence.Threshold,
            evidence.Seal.Value,
            new(evidence.FirstPosition.Value, evidence.LastPosition.Value),
            evidence.Promise is { } promise
                ? new(
                    AlertPromise.Name(promise.Form),
                    AlertPromise.Unit,
                    AlertPromise.While(promise.Form, kpi.Replace('_', ' ')),
                    promise.Level,
                    promise.Margin,
                    promise.From,
                    promise.To,
                    promise.Dispersion,
                    promise.DesignEffect
                )
                : null,
            evidence.Answerers is { } since ? new(since.Ratio, since.MixMoved, since.Plain, since.Standardised) : null,
            evidence.Scorecard
        );

    public AlertEvidence Read() =>
        new(
            Null,
            Drop,
            ArlDays,
            Evidence,
            Threshold,
            new SealNumber(Seal),
            new Position(Positions.From),
            new Position(Positions.To),
            Scorecard is { ValueKind: JsonValueKind.Object } card ? card : null
        )
        {
            Promise = Promise is { } one
                ? new(
                    one.Form == "strict" ? PromiseForm.Strict : PromiseForm.Deflated,
                    one.Level,
                    one.Margin,
                    one.From,
                    one.To,
                    one.Dispersion,
                    one.DesignEffect
                )
                : null,
            Answerers = Mix is { } mix ? new(mix.Answers, mix.Moved, mix.Plain, mix.Standardised) : null,
        };
}

/// <summary>The data of alert_raised and alert_recurred. The KPI was not stored at first, when there were alerts of trust only.</summary>
internal record StoredFinding(
    string Id,
    string Kind,
    string Policy,
    long PolicyVersion,
    string Campaign,
    string? Kpi,
    StoredScope Scope,
    LocalDate On,
    LocalDate Onset,
    bool Retrospective,
    string State,
    string Severity,
    StoredEvidence Evidence
)
{
    public static StoredFinding Of(Alert alert) =>
        new(
            alert.Id,
            AlertNames.Of(alert.Kind),
            alert.Policy,
            alert.PolicyVersion.Value,
            alert.Campaign,
            alert.Kpi,
            StoredScope.Of(alert.Scope),
            alert.On,
            alert.Onset,
            alert.Retrospective,
            alert.State,
            alert.Severity,
            StoredEvidence.Of(alert.Evidence, alert.Kpi)
        );

    public Alert Read() =>
        new(
            Id,
            Kind == "silence" ? AlertKind.Silence : AlertKind.Divergence,
            Policy,
            new StreamVersion(PolicyVersion),
            Campaign,
            Scope.Read(),
            On,
            Onset,
            Retrospective,
            State,
            Severity,
            Evidence.Read()
        )
        {
            Kpi = Kpi ?? "trust",
        };
}

/// <summary>The data of silence_set.</summary>
internal sealed record StoredSilence(StoredMatcher Matcher, Instant From, Instant Until);

/// <summary>What a silence matches, as stored.</summary>
internal sealed record StoredMatcher(
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Severities
)
{
    public static StoredMatcher Of(AlertMatcher matcher) => new(matcher.Policies, matcher.Campaigns, matcher.Kinds, matcher.Severities);

    public AlertMatcher Read() => new(Policies, Campaigns, Kinds, Severities);
}

/// <summary>The data of silence_ended.</summary>
internal sealed record StoredSilenceEnd(Instant At);
