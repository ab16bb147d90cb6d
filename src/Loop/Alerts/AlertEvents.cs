using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The stored names of what happens to alerts: events of the stream <c>alert-{id}</c>.</summary>
internal static class AlertEvents
{
    public const string Prefix = "alert-";

    public static JournalEvent Store(AlertEvent e) => e switch
    {
        AlertEvent.Raised(var finding) => StoredJson.Event("alert_raised", StoredFinding.Of(finding)),
        AlertEvent.Recurred(var finding) => StoredJson.Event("alert_recurred", StoredFinding.Of(finding)),
        AlertEvent.Ended ended => StoredJson.Event("alert_ended", ended),
        AlertEvent.Acknowledged acknowledged => StoredJson.Event("alert_acknowledged", acknowledged),
        AlertEvent.Assigned assigned => StoredJson.Event("alert_assigned", assigned),
        AlertEvent.Commented commented => StoredJson.Event("alert_commented", commented),
        AlertEvent.Snoozed snoozed => StoredJson.Event("alert_snoozed", snoozed),
        AlertEvent.Resolved resolved => StoredJson.Event("alert_resolved", resolved),
        AlertEvent.Reopened reopened => StoredJson.Event("alert_reopened", reopened),
        _ => throw new UnreachableException(),
    };

    public static AlertEvent Load(JournalEntry entry) => entry.Type switch
    {
        "alert_raised" => new AlertEvent.Raised(StoredJson.Read<StoredFinding>(entry).Read()),
        "alert_recurred" => new AlertEvent.Recurred(StoredJson.Read<StoredFinding>(entry).Read()),
        "alert_ended" => StoredJson.Read<AlertEvent.Ended>(entry),
        "alert_acknowledged" => StoredJson.Read<AlertEvent.Acknowledged>(entry),
        "alert_assigned" => StoredJson.Read<AlertEvent.Assigned>(entry),
        "alert_commented" => StoredJson.Read<AlertEvent.Commented>(entry),
        "alert_snoozed" => StoredJson.Read<AlertEvent.Snoozed>(entry),
        "alert_resolved" => StoredJson.Read<AlertEvent.Resolved>(entry),
        "alert_reopened" => StoredJson.Read<AlertEvent.Reopened>(entry),
        _ => throw StoredJson.Unknown(entry),
    };
}
