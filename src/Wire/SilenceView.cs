using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Subscriptions;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Which alerts are meant; an empty list means all.</summary>
public sealed record MatcherView(
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Severities
);

/// <summary>A period in which the alerts that match are delivered to nobody.</summary>
public record SilenceView(string Id, MatcherView Matcher, Instant From, Instant Until, string Actor, string Reason)
{
    public static SilenceView Of(Silence silence) =>
        new(
            silence.Id,
            new(silence.Matcher.Policies, silence.Matcher.Campaigns, silence.Matcher.Kinds, silence.Matcher.Severities),
            silence.From,
            silence.Until,
            silence.Actor,
            silence.Reason
        );
}

/// <summary>Every silence there ever was, in the order they were set.</summary>
public sealed record SilenceListView(IReadOnlyList<SilenceView> Silences);

/// <summary>A silence that was just set, and what it matches as things stand.</summary>
public sealed record NewSilenceView : SilenceView
{
    private NewSilenceView(SilenceView silence)
        : base(silence) { }

    [JsonPropertyOrder(1), JsonIgnore(Condition = WhenWritingNull)]
    public ReachView? MatchesNow { get; init; }

    public static NewSilenceView Of(Silence silence, AlertReach? reach) => new(SilenceView.Of(silence)) { MatchesNow = ReachView.Of(reach) };
}

/// <summary>The silence that was just ended.</summary>
public sealed record SilenceEndedView(string Ended);
