using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Alerts;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A change of an alert as a CloudEvents 1.0 event in structured JSON. <c>data</c> is the alert with a member <c>change</c> beside its own; the
/// extension <c>sequence</c> orders the events of one subject, as text and as a number; across alerts there is no order. A body is under 20 kB,
/// which Standard Webhooks asks for: where it would not be, the frozen scorecard is left out, then the ends of the texts that people wrote.
/// </summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    private const int Limit = 20_000;
    private const int ShortText = 1_000;

    /// <summary>The type of the event that tells of an entry of an alert's stream: <c>alert_raised</c> is <c>cpt.alert.raised.v1</c>.</summary>
    public static string TypeOf(AlertChange change) => $"cpt.alert.{Verb(change)}.v1";

    /// <summary>What was done, in snake case and the past tense.</summary>
    public static string Verb(AlertChange change) => change.Type.StartsWith("alert_", StringComparison.Ordinal) ? change.Type["alert_".Length..] : change.Type;

    public static byte[] Body(Notice notice)
    {
        var whole = Write(notice);
        if (whole.Length < Limit)
            return whole;
        var alert = notice.Change.Alert;
        var bare = notice with { Change = notice.Change with { Alert = alert with { Evidence = alert.Evidence with { Scorecard = null } } } };
        var without = Write(bare);
        if (without.Length < Limit)
            return without;
        return Write(bare with { Change = bare.Change with { Reason = AlertWords.Cut(bare.Change.Reason, ShortText), Data = Short(bare.Change.Data) } });
    }

    private static byte[] Write(Notice notice)
    {
        var change = notice.Change;
        var body = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", notice.Id);
            json.WriteString("source", "/workspaces/" + Uri.EscapeDataString(notice.Workspace));
            json.WriteString("type", TypeOf(change));
            json.WriteString("subject", change.Alert.Id);
            json.WriteString("time", TimeOf(change));
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("sequence", change.Version.ToString("D10", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            AlertJson.Write(json, change.Alert);
            json.WriteStartObject("change");
            json.WriteString("type", Verb(change));
            json.WriteString("actor", change.Actor);
            json.WriteString("reason", change.Reason);
            json.WriteNumber("version", change.Version);
            if (change.Type is not ("alert_raised" or "alert_recurred") && change.Data.ValueKind == JsonValueKind.Object)
            {
                json.WritePropertyName("data");
                change.Data.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }

    private static JsonElement Short(JsonElement data) => data.ValueKind != JsonValueKind.Object ? data : JsonSerializer.SerializeToElement(
        data.EnumerateObject().ToDictionary(member => member.Name, member => AlertWords.Cut(member.Value.ToString(), ShortText), StringComparer.Ordinal));

    /// <summary>When the change was recorded, as RFC 3339 has it.</summary>
    public static string TimeOf(AlertChange change) => InstantPattern.ExtendedIso.Format(RecordedAt(change));

    public static Instant RecordedAt(AlertChange change) => Instant.FromUnixTimeTicks(change.RecordedAt * (NodaConstants.TicksPerMillisecond / 1_000));
}
