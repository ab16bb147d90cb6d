using System.Buffers;
using System.Text.Json;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// Prometheus Alertmanager, API v2. It knows an alert by its labels; the one that may change when an alert comes back is the severity, which routes go
/// by, so then the others are ended. It forgets every alert when it starts again and resolves one when its end has come. So an open one is told to end
/// soon, counted from when it is sent, and is repeated before that (<see cref="StandingRepeat"/>); a resolved one ended when it was resolved, and a test ends within a minute.
/// </summary>
internal sealed class AlertmanagerSender(GuardedHttp http, TimeProvider clock)
{
    private static readonly string[] Severities = ["critical", "warning", "note"];
    private static readonly Duration OpenFor = Duration.FromTimeSpan(StandingRepeat.Hold);

    /// <summary>Longer than Alertmanager gathers a new group by default (30 s), so that a test is told on.</summary>
    private static readonly Duration TestFor = Duration.FromSeconds(55);

    public async Task<SendOutcome> SendAsync(Sink.Alertmanager sink, AlertNotice notice, CancellationToken cancel)
    {
        // A time it showed in the past, found by a late import, says nothing of now.
        if (IsRecurrence(notice.Change) && IsResolved(notice.Change.Alert))
            return new SendOutcome.Delivered();
        var alerts = new UriBuilder(sink.Url) { Path = sink.Url.AbsolutePath.TrimEnd('/') + "/api/v2/alerts" }.Uri;
        return await http.PostAsync(alerts, "application/json", Body(notice, Instant.FromDateTimeOffset(clock.GetUtcNow())), add: null, cancel);
    }

    private static bool IsRecurrence(AlertChange change) => AlertWords.Verb(change) == "recurred";

    private static bool IsResolved(Alert alert) => alert.State == AlertStates.Resolved;

    private static byte[] Body(AlertNotice notice, Instant now)
    {
        var alert = notice.Change.Alert;
        var body = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(body, JsonAnswer.Options))
        {
            json.WriteStartArray();
            Write(json, notice, alert.Severity, IsResolved(alert) ? null : now);
            if (IsRecurrence(notice.Change) && !notice.IsRepeated)
            {
                foreach (var other in Severities.Where(severity => severity != alert.Severity))
                    Write(json, notice, other, openAt: null);
            }

            json.WriteEndArray();
        }

        return body.WrittenSpan.ToArray();
    }

    /// <param name="openAt">The moment at which it is known to be open; null: it is over.</param>
    private static void Write(Utf8JsonWriter json, AlertNotice notice, string severity, Instant? openAt)
    {
        var change = notice.Change;
        var alert = change.Alert;
        var changed = notice.RecordedAt;
        var start = Instant.Min(alert.On.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), changed);
        var end = openAt is { } now ? now + (AlertWords.Verb(change) == "test" ? TestFor : OpenFor) : Instant.Max(changed, start + Duration.FromMilliseconds(1));
        json.WriteStartObject();
        json.WriteStartObject("labels");
        json.WriteString("alertname", alert.Kind == AlertKind.Silence ? "CustomerSilence" : "TrustDivergence");
        json.WriteString("alert", alert.Id);
        json.WriteString("severity", severity);
        json.WriteString("campaign", alert.Campaign);
        json.WriteString("kpi", alert.Kpi);
        json.WriteString("policy", alert.Policy);
        json.WriteString("workspace", notice.Workspace);
        foreach (var (dimension, value) in alert.Scope.Parts())
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
