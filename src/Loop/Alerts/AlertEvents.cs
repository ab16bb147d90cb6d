using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The stored names of what happens to alerts: events of the stream <c>alert-{id}</c>.</summary>
internal static class AlertEvents
{
    public const string Prefix = "alert-";

    public static JournalEvent Store(AlertEvent e) =>
        e switch
        {
            AlertEvent.Raised(var finding) => AlertForms.Stored.Event("alert_raised", StoredFinding.Of(finding)),
            AlertEvent.Recurred(var finding) => AlertForms.Stored.Event("alert_recurred", StoredFinding.Of(finding)),
            AlertEvent.Ended ended => AlertForms.Stored.Event("alert_ended", ended),
            AlertEvent.Acknowledged acknowledged => AlertForms.Stored.Event("alert_acknowledged", acknowledged),
            AlertEvent.Assigned assigned => AlertForms.Stored.Event("alert_assigned", assigned),
            AlertEvent.Commented commented => AlertForms.Stored.Event("alert_commented", commented),
            AlertEvent.Snoozed snoozed => AlertForms.Stored.Event("alert_snoozed", snoozed),
            AlertEvent.Resolved resolved => AlertForms.Stored.Event("alert_resolved", resolved),
            AlertEvent.Reopened reopened => AlertForms.Stored.Event("alert_reopened", reopened),
            _ => throw new UnreachableException(),
        };

    public static AlertEvent Load(JournalEntry entry) =>
        entry.Type switch
        {
            "alert_raised" => new AlertEvent.Raised(AlertForms.Stored.Read<StoredFinding>(entry).Read()),
            "alert_recurred" => new AlertEvent.Recurred(AlertForms.Stored.Read<StoredFinding>(entry).Read()),
            "alert_ended" => AlertForms.Stored.Read<AlertEvent.Ended>(entry),
            "alert_acknowledged" => AlertForms.Stored.Read<AlertEvent.Acknowledged>(entry),
            "alert_assigned" => AlertForms.Stored.Read<AlertEvent.Assigned>(entry),
            "alert_commented" => AlertForms.Stored.Read<AlertEvent.Commented>(entry),
            "alert_snoozed" => AlertForms.Stored.Read<AlertEvent.Snoozed>(entry),
            "alert_resolved" => AlertForms.Stored.Read<AlertEvent.Resolved>(entry),
            "alert_reopened" => AlertForms.Stored.Read<AlertEvent.Reopened>(entry),
            _ => throw StoredForm.Unknown(entry),
        };
}
