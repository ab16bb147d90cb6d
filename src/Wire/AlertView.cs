using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Voices.Rising;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>First and last position of the signal log.</summary>
public sealed record PositionsView(long From, long To);

/// <summary>What an alert's false-alarm rate is about and while what holds.</summary>
public sealed record PromiseView(
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

/// <summary>Who answered since an alert's onset.</summary>
public sealed record MixView(double Answers, bool Moved, double Plain, double Standardised);

/// <summary>Why an alert was raised, as it was frozen then. The scorecard has the form it had on the day it was frozen; its member <c>formula</c> names the
/// form.</summary>
public sealed record EvidenceView(
    double? Null,
    double? Drop,
    double? ArlDays,
    double? Evidence,
    double? Threshold,
    int Seal,
    PositionsView Positions,
    [property: JsonIgnore(Condition = WhenWritingNull)] PromiseView? Promise,
    [property: JsonIgnore(Condition = WhenWritingNull)] MixView? Mix,
    JsonElement? Scorecard
)
{
    internal static EvidenceView Of(AlertEvidence evidence, string kpi) =>
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
}

/// <summary>A divergence or a silence made known, at one of the times it showed, as it stands.</summary>
public record AlertView(
    string Id,
    string Kind,
    string Policy,
    long PolicyVersion,
    string Campaign,
    string Kpi,
    ScopeView Scope,
    LocalDate On,
    LocalDate Onset,
    bool Retrospective,
    string State,
    string Severity,
    EvidenceView Evidence,
    int Occurrence,
    int Count,
    long Version,
    string? Assignee,
    [property: JsonConverter(typeof(SecondConverter))] Instant? SnoozedUntil,
    string? Outcome,
    LocalDate? EndedOn,
    string? SilencedBy
)
{
    /// <param name="scorecard">Whether the frozen scorecard goes along, which is the long part of an alert.</param>
    public static AlertView Of(Alert alert, bool scorecard = true) =>
        new(
            alert.Id,
            AlertNames.Of(alert.Kind),
            alert.Policy,
            alert.PolicyVersion.Value,
            alert.Campaign,
            alert.Kpi,
            ScopeView.Of(alert.Scope),
            alert.On,
            alert.Onset,
            alert.Retrospective,
            alert.State,
            alert.Severity,
            EvidenceView.Of(scorecard ? alert.Evidence : alert.Evidence with { Scorecard = null }, alert.Kpi),
            alert.Occurrence,
            alert.Count,
            alert.Version.Value,
            alert.Assignee,
            alert.SnoozedUntil,
            alert.Outcome,
            alert.EndedOn,
            alert.SilencedBy
        );
}

/// <summary>An alert of a list, with the campaigns that moved in the same week.</summary>
public sealed record AlertRowView : AlertView
{
    private AlertRowView(AlertView alert)
        : base(alert) { }

    [JsonPropertyOrder(1)]
    public CommonView? Common { get; private init; }

    public static AlertRowView Of(Alert alert, CommonMove? common) => new(AlertView.Of(alert)) { Common = CommonView.Of(common) };
}

/// <summary>Alerts in the order they were recorded, and the position to read on behind where there are more.</summary>
public sealed record AlertPageView(IReadOnlyList<AlertRowView> Alerts, [property: JsonIgnore(Condition = WhenWritingNull)] long? Next)
{
    public static AlertPageView Of(IEnumerable<(Alert Alert, CommonMove? Common)> alerts, long? next = null) =>
        new([.. alerts.Select(one => AlertRowView.Of(one.Alert, one.Common))], next);
}

/// <summary>Alerts and what the policies in force would notice.</summary>
public sealed record AlertListView(IReadOnlyList<AlertRowView> Alerts, IReadOnlyList<PowerView> Power);

/// <summary>One thing that happened to an alert; <paramref name="Data"/> is what its entry of the journal holds, but for what was found.</summary>
public sealed record AlertHistoryView(
    long Version,
    long Position,
    string Type,
    [property: JsonConverter(typeof(SecondConverter))] Instant At,
    string Actor,
    string Reason,
    [property: JsonIgnore(Condition = WhenWritingNull)] JsonElement? Data
)
{
    internal static AlertHistoryView Of(AlertChange change) =>
        new(
            change.Version.Value,
            change.Position.Value,
            change.Type,
            Instant.FromUnixTimeTicks(change.RecordedAt * 10),
            change.Actor,
            change.Reason,
            IsFinding(change) ? null : change.Data
        );

    /// <summary>Whether the change is a finding, whose data is the alert itself.</summary>
    internal static bool IsFinding(AlertChange change) => change.Type is "alert_raised" or "alert_recurred";
}

/// <summary>One alert at its latest occurrence, each time it showed, and each thing that was done about the alert.</summary>
public sealed record WholeAlertView : AlertView
{
    private WholeAlertView(AlertView alert)
        : base(alert) { }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<AlertView> Occurrences { get; init; }

    [JsonPropertyOrder(2)]
    public required IReadOnlyList<AlertHistoryView> History { get; init; }

    /// <summary>What the alert's policy would notice; only where a person asked for it.</summary>
    [JsonPropertyOrder(3), JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<PowerView>? Power { get; init; }

    [JsonPropertyOrder(4)]
    public CommonView? Common { get; init; }

    /// <summary>The break of the line near the onset as things stand, with mix, rate, carriers and candidates; left out where there is none.</summary>
    [JsonPropertyOrder(5), JsonIgnore(Condition = WhenWritingNull)]
    public BreakView? Break { get; init; }

    /// <summary>The words that rose since the onset, with counts and without a quote; left out where nobody wrote anything.</summary>
    [JsonPropertyOrder(6), JsonIgnore(Condition = WhenWritingNull)]
    public RisenVoicesView? Words { get; init; }

    public static WholeAlertView Of(
        IReadOnlyList<Alert> occurrences,
        IReadOnlyList<AlertChange> history,
        CommonMove? common,
        TrendBreak? broken,
        RisenReading? words,
        IEnumerable<PolicyPower>? power = null
    ) =>
        new(AlertView.Of(occurrences[0]))
        {
            Occurrences = [.. occurrences.Select(one => AlertView.Of(one, scorecard: false))],
            History = [.. history.Select(AlertHistoryView.Of)],
            Power = power is null ? null : [.. power.Select(PowerView.Of)],
            Common = CommonView.Of(common),
            Break = broken is null ? null : BreakView.Of(broken),
            Words = words is null ? null : RisenVoicesView.Of(words),
        };
}

/// <summary>An alert of the event stream after a change, and the change.</summary>
public sealed record AlertEventView : AlertView
{
    private AlertEventView(AlertView alert)
        : base(alert) { }

    [JsonPropertyOrder(1)]
    public required string Change { get; init; }

    [JsonPropertyOrder(2)]
    public required string Actor { get; init; }

    [JsonPropertyOrder(3)]
    public required string Reason { get; init; }

    public static AlertEventView Of(AlertChange change) =>
        new(AlertView.Of(change.Alert))
        {
            Change = change.Type,
            Actor = change.Actor,
            Reason = change.Reason,
        };
}

/// <summary>A line of <c>cpt alerts watch</c>: the change first, then the alert without its frozen scorecard.</summary>
public sealed record WatchedAlertView : AlertView
{
    private WatchedAlertView(AlertView alert)
        : base(alert) { }

    [JsonPropertyOrder(-4)]
    public required long Position { get; init; }

    [JsonPropertyOrder(-3)]
    public required string Change { get; init; }

    [JsonPropertyOrder(-2)]
    public required string Actor { get; init; }

    [JsonPropertyOrder(-1)]
    public required string Reason { get; init; }

    public static WatchedAlertView Of(AlertChange change) =>
        new(AlertView.Of(change.Alert, scorecard: false))
        {
            Position = change.Position.Value,
            Change = change.Type,
            Actor = change.Actor,
            Reason = change.Reason,
        };
}

/// <summary>A position of the journal that a stream goes on from.</summary>
public sealed record StreamResetView(long Position);
