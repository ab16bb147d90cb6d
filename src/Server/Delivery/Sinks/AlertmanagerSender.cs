using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// Prometheus Alertmanager, API v2. It knows an alert by its labels; the one that may change when an alert comes back is the severity, which routes go
/// by, so then the others are ended. It forgets every alert when it starts again and resolves one when its end has come. So an open one is told to end
/// soon, counted from when it is sent, and is repeated before that (<see cref="StandingRepeat"/>); a resolved one ended when it was resolved, and a test ends
/// within a minute.
/// </summary>
internal sealed class AlertmanagerSender(GuardedHttp http, TimeProvider clock)
{
    private static readonly string[] Severities = ["critical", "warning", "note"];
    private static readonly Duration OpenFor = StandingRepeat.Hold;

    /// <summary>Longer than Alertmanager gathers a new group by default (30 s), so that a test is told on.</summary>
    private static readonly Duration TestFor = Duration.FromSeconds(55);

    public async Task<SendOutcome> SendAsync(Sink.Alertmanager sink, AlertNotice notice, CancellationToken cancel)
    {
        // A time it showed in the past, found by a late import, says nothing of now.
        if (IsRecurrence(notice.Change) && IsResolved(notice.Change.Alert))
            return new SendOutcome.Delivered();
        var alerts = new UriBuilder(sink.Url) { Path = sink.Url.AbsolutePath.TrimEnd('/') + "/api/v2/alerts" }.Uri;
        return await http.PostAsync(alerts, "application/json", Body(notice, clock.GetCurrentInstant()), add: null, cancel);
    }

    private static bool IsRecurrence(AlertChange change) => AlertWords.Verb(change) == "recurred";

    private static bool IsResolved(Alert alert) => alert.State == AlertStates.Resolved;

    private static byte[] Body(AlertNotice notice, Instant now)
    {
        var alert = notice.Change.Alert;
        var others = IsRecurrence(notice.Change) && !notice.IsRepeated ? Severities.Where(severity => severity != alert.Severity) : [];
        return Json.Bytes<IReadOnlyList<AlertmanagerAlertView>>([
            Of(notice, alert.Severity, IsResolved(alert) ? null : now),
            .. others.Select(other => Of(notice, other, openAt: null)),
        ]);
    }

    /// <param name="openAt">The moment at which it is known to be open; null: it is over.</param>
    private static AlertmanagerAlertView Of(AlertNotice notice, string severity, Instant? openAt)
    {
        var change = notice.Change;
        var alert = change.Alert;
        var changed = notice.RecordedAt;
        var start = Instant.Min(alert.On.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(), changed);
        var end = openAt is { } now
            ? now + (AlertWords.Verb(change) == "test" ? TestFor : OpenFor)
            : Instant.Max(changed, start + Duration.FromMilliseconds(1));
        return new(
            new(
                alert.Kind == AlertKind.Silence ? "CustomerSilence" : "TrustDivergence",
                alert.Id,
                severity,
                alert.Campaign,
                alert.Kpi,
                alert.Policy,
                notice.Workspace,
                alert.Scope.Message,
                alert.Scope.Touchpoint,
                alert.Scope.Channel,
                alert.Scope.Segment
            )
            {
                Own = ScopeView.Of(alert.Scope).Own,
            },
            new(AlertWords.Subject(change), AlertWords.Sentence(change), alert.State),
            start,
            end
        );
    }
}
