using System.Text.Json;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Delivery.Sinks;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Tells of one change of an alert. <c>data</c> is the alert with a member <c>change</c> beside its own.</summary>
internal sealed record AlertNotice(string Id, string Workspace, string Subscription, AlertChange Change) : Notice(Id, Workspace, Subscription)
{
    private const int ShortText = 1_000;

    /// <summary>It was told before, and is told again because it still holds.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The words that rose since the onset; null where they do not belong to the change.</summary>
    public NoticeWords? Rose { get; init; }

    /// <summary>The type of the entry of the alert's stream: <c>alert_raised</c> is <c>cpt.alert.raised.v1</c>.</summary>
    public override string Type => $"cpt.alert.{AlertWords.Verb(Change)}.v1";

    public override string Subject => Change.Alert.Id;

    public override long Sequence => Change.Version.Value;

    public override Instant RecordedAt => Instant.FromUnixTimeTicks(Change.RecordedAt * (NodaConstants.TicksPerMillisecond / 1_000));

    public override string Thread => "alert-" + Change.Alert.Id;

    public override string Headline => AlertWords.Subject(Change);

    public override string Sentence => AlertWords.Sentence(Change);

    public override IEnumerable<(string Name, string Value)> Facts => AlertWords.Facts(Change);

    public override IReadOnlyList<string> Words => NoticeWordLines.Of(Change.Alert, Rose);

    public override IReadOnlyList<string> Quotes => NoticeWordLines.Quotes(Rose);

    /// <summary>Without the frozen scorecard, then without the words that rose and the ends of the texts that people wrote.</summary>
    public override IEnumerable<Notice> Shorter
    {
        get
        {
            var bare = this with { Change = Change with { Alert = Change.Alert with { Evidence = Change.Alert.Evidence with { Scorecard = null } } } };
            yield return bare;
            yield return bare with
            {
                Rose = null,
                Change = bare.Change with { Reason = AlertWords.Cut(Change.Reason, ShortText), Data = Short(Change.Data) },
            };
        }
    }

    public override byte[] CloudEvent() =>
        CloudEvent(DeliveredAlertView.Of(Change, AlertWords.Verb(Change), (Rose as NoticeWords.Read)?.Reading, (Rose as NoticeWords.NotRead)?.Why));

    private static JsonElement Short(JsonElement data) =>
        data.ValueKind != JsonValueKind.Object
            ? data
            : JsonSerializer.SerializeToElement(
                data.EnumerateObject().ToDictionary(member => member.Name, member => AlertWords.Cut(member.Value.ToString(), ShortText), StringComparer.Ordinal)
            );
}
