using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Proofs;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The lives of the workspace's alerts. An alert is due when its snooze ends.</summary>
internal sealed partial class AlertBoard : Board<AlertLife>
{
    public override string Name => "alerts";

    public override string Prefix => AlertEvents.Prefix;

    /// <summary>Where it showed is an occurrence's own; everything else is the event's.</summary>
    public override AlertLife Fold(AlertLife? before, JournalEntry entry) => AlertLife.Fold(before, AlertEvents.Load(entry) switch
    {
        AlertEvent.Raised(var finding) => new AlertEvent.Raised(finding with { Position = entry.Position }),
        AlertEvent.Recurred(var finding) => new AlertEvent.Recurred(finding with { Position = entry.Position }),
        var other => other,
    });

    public override AlertLife Read(BoardRow row) => new(row.Id, row.Version, [.. row.Data.Deserialize(Forms.Default.OccurrenceArray)!.Select(Read)]);

    protected override JsonElement Write(AlertLife state) => JsonSerializer.SerializeToElement([.. state.Occurrences.Select(Write)], Forms.Default.OccurrenceArray);

    protected override string StateOf(AlertLife state) => state.Current.State;

    protected override DateTimeOffset? DueOf(AlertLife state) => state.Current.SnoozedUntil?.ToDateTimeOffset();

    private static Occurrence Write(Alert alert) => new(
        AlertEvents.Store(new AlertEvent.Raised(alert)).Data, alert.Occurrence, alert.Position, alert.Assignee,
        alert.SnoozedUntil is { } until ? InstantPattern.ExtendedIso.Format(until) : null, alert.Outcome, alert.EndedOn is { } on ? LocalDatePattern.Iso.Format(on) : null);

    private static Alert Read(Occurrence kept) => AlertForms.Stored.Read<StoredFinding>(kept.Finding).Read() with
    {
        Occurrence = kept.Number,
        Position = kept.Position,
        Assignee = kept.Assignee,
        SnoozedUntil = kept.SnoozedUntil is null ? null : InstantPattern.ExtendedIso.Parse(kept.SnoozedUntil).Value,
        Outcome = kept.Outcome,
        EndedOn = kept.EndedOn is null ? null : LocalDatePattern.Iso.Parse(kept.EndedOn).Value,
    };

    /// <summary>One time it showed: what was found, with the state it has come to, and what became of it.</summary>
    private sealed record Occurrence(JsonElement Finding, int Number, long Position, string? Assignee, string? SnoozedUntil, string? Outcome, string? EndedOn);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Occurrence[]))]
    private sealed partial class Forms : JsonSerializerContext;
}
