using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The stored form of what happens to alerts: events of the stream <c>alert-{id}</c>. Types, property names and values are a format.</summary>
internal static class AlertEvents
{
    public const string Prefix = "alert-";

    public static JournalEvent Store(AlertEvent e) => e switch
    {
        AlertEvent.Raised(var finding) => new("alert_raised", AlertJson.Finding(finding)),
        AlertEvent.Recurred(var finding) => new("alert_recurred", AlertJson.Finding(finding)),
        AlertEvent.Ended(var on) => With("alert_ended", "on", LocalDatePattern.Iso.Format(on)),
        AlertEvent.Acknowledged => new("alert_acknowledged", JsonElement.Parse("{}")),
        AlertEvent.Assigned(var to) => With("alert_assigned", "to", to),
        AlertEvent.Commented(var text) => With("alert_commented", "text", text),
        AlertEvent.Snoozed(var until) => With("alert_snoozed", "until", InstantPattern.ExtendedIso.Format(until)),
        AlertEvent.Resolved(var outcome) => With("alert_resolved", "outcome", outcome),
        AlertEvent.Reopened => new("alert_reopened", JsonElement.Parse("{}")),
        _ => throw new UnreachableException(),
    };

    public static AlertEvent Load(JournalEntry entry) => entry.Type switch
    {
        "alert_raised" => new AlertEvent.Raised(AlertJson.Read(entry.Data)),
        "alert_recurred" => new AlertEvent.Recurred(AlertJson.Read(entry.Data)),
        "alert_ended" => new AlertEvent.Ended(LocalDatePattern.Iso.Parse(Text(entry, "on")).Value),
        "alert_acknowledged" => new AlertEvent.Acknowledged(),
        "alert_assigned" => new AlertEvent.Assigned(Text(entry, "to")),
        "alert_commented" => new AlertEvent.Commented(Text(entry, "text")),
        "alert_snoozed" => new AlertEvent.Snoozed(InstantPattern.ExtendedIso.Parse(Text(entry, "until")).Value),
        "alert_resolved" => new AlertEvent.Resolved(Text(entry, "outcome")),
        "alert_reopened" => new AlertEvent.Reopened(),
        _ => throw new InvalidDataException($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know."),
    };

    private static JournalEvent With(string type, string name, string value) =>
        new(type, JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }));

    private static string Text(JournalEntry entry, string name) => entry.Data.GetProperty(name).GetString()!;
}
