using System.Buffers;
using System.Text.Json;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Subscriptions;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// Prometheus Alertmanager, API v2. It knows an alert by its labels; the one that may change when an alert comes back is the severity, which routes go
/// by, so then the others are ended. Without an end it would resolve an alert by itself after five minutes (<c>resolve_timeout</c>), as one that
/// Prometheus no longer repeats; ours are told once a change, so an open one ends a year on, and a resolved one when it was resolved.
/// </summary>
internal sealed class AlertmanagerSender(GuardedHttp http)
{
    private static readonly string[] Severities = ["critical", "warning", "note"];
    private static readonly Duration OpenFor = Duration.FromDays(365);

    public async Task<SendOutcome> SendAsync(Sink.Alertmanager sink, AlertNotice notice, CancellationToken cancel)
    {
        // A time it showed in the past, found by a late import, says nothing of now.
        if (IsRecurrence(notice.Change) && IsResolved(notice.Change.Alert))
            return new SendOutcome.Delivered();
        var alerts = new UriBuilder(sink.Url) { Path = sink.Url.AbsolutePath.TrimEnd('/') + "/api/v2/alerts" }.Uri;
        return await http.PostAsync(alerts, "application/json", Body(notice), add: null, cancel);
    }

    private static bool IsRecurrence(AlertChange change) => AlertWords.Verb(change) == "recurred";

    private static bool IsResolved(Alert alert) => alert.State == AlertStates.Resolved;

    private static byte[] Body(AlertNotice notice)
    {
        var alert = notice.Change.Alert;
        var body = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartArray();
            Write(json, notice, alert.Severity, IsResolved(alert));
            if (IsRecurrence(notice.Change))
            {
                foreach (var other in Severities.Where(severity => severity != alert.Severity))
                    Write(json, notice, other, isOver: true);
            }

            json.WriteEndArray();
        }

        return body.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, AlertNotice notice, string severity, bool isOver)
    {
        var change = notice.Change;
        var alert = change.Alert;
        var changed = notice.RecordedAt;
        var start = Instant.Min(alert.On.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), changed);
        var end = isOver ? Instant.Max(changed, start + Duration.FromMilliseconds(1)) : changed + OpenFor;
        json.WriteStartObject();
        json.WriteStartObject("labels");
        json.WriteString("alertname", alert.Kind == AlertKind.Silence ? "CustomerSilence" : "TrustDivergence");
        json.WriteString("alert", alert.Id);
        json.WriteString("severity", severity);
        json.WriteString("campaign", alert.Campaign);
        json.WriteString("kpi", alert.Kpi);
        json.WriteString("policy", alert.Policy);
        json.WriteString("workspace", notice.Workspace);
        foreach (var (dimension, value) in AlertWords.Parts(alert))
            json.WriteString(dimension, value);
        json.WriteEndObject();
        json.WriteStartObject("annotations");
        json.WriteString("summary", AlertWords.Subject(change));
        json.WriteString("description", AlertWords.Sentence(change));
        json.WriteString("state", alert.State);
        json.WriteEndObject();
        json.WriteString("startsAt", InstantPattern.ExtendedIso.Format(start));
        json.WriteString("endsAt", InstantPattern.ExtendedIso.Format(end));
        json.WriteEndObject();
    }
}
