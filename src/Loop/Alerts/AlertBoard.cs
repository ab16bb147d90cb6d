using CustomerPerformanceTracker.Journal.Boards;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The lives of the workspace's alerts. An alert is due when its snooze ends.</summary>
internal sealed partial class AlertBoard : Board<AlertLife>
{
    public override string Name => "alerts";

    public override string Prefix => AlertEvents.Prefix;

    /// <summary>Where it showed is an occurrence's own; everything else is the event's.</summary>
    public override AlertLife Fold(AlertLife? before, JournalEntry entry) =>
        AlertLife.Fold(
            before,
            AlertEvents.Load(entry) switch
            {
                AlertEvent.Raised(var finding) => new AlertEvent.Raised(finding with { Position = entry.Position }),
                AlertEvent.Recurred(var finding) => new AlertEvent.Recurred(finding with { Position = entry.Position }),
                var other => other,
            }
        );

    public override AlertLife Read(BoardRow row) => new(row.Id, row.Version, [.. row.Data.EnumerateArray().Select(Read)]);

    protected override JsonElement Write(AlertLife state) =>
        JsonSerializer.SerializeToElement([.. state.Occurrences.Select(Write)], Forms.Default.OccurrenceArray);

    protected override string StateOf(AlertLife state) => state.Current.State;

    protected override Instant? DueOf(AlertLife state) => state.Current.SnoozedUntil;

    private static Occurrence Write(Alert alert) =>
        new(
            AlertEvents.Store(new AlertEvent.Raised(alert)).Data,
            alert.Occurrence,
            alert.Position.Value,
            alert.Assignee,
            alert.SnoozedUntil is { } until ? InstantPattern.ExtendedIso.Format(until) : null,
            alert.Outcome,
            alert.EndedOn is { } on ? LocalDatePattern.Iso.Format(on) : null
        );

    /// <summary>Member by member, since an <see cref="Occurrence"/> would be a copy of each finding with its scorecard.</summary>
    private static Alert Read(JsonElement kept) =>
        AlertForms.Stored.Read<StoredFinding>(kept.GetProperty("finding")).Read() with
        {
            Occurrence = kept.GetProperty("number").GetInt32(),
            Position = new Position(kept.GetProperty("position").GetInt64()),
            Assignee = Text(kept, "assignee"),
            SnoozedUntil = Text(kept, "snoozedUntil") is { } until ? InstantPattern.ExtendedIso.Parse(until).Value : null,
            Outcome = Text(kept, "outcome"),
            EndedOn = Text(kept, "endedOn") is { } on ? LocalDatePattern.Iso.Parse(on).Value : null,
        };

    private static string? Text(JsonElement kept, string name) => kept.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>One time it showed: what was found, with the state it has come to, and what became of it.</summary>
    private sealed record Occurrence(JsonElement Finding, int Number, long Position, string? Assignee, string? SnoozedUntil, string? Outcome, string? EndedOn);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Occurrence[]))]
    private sealed partial class Forms : JsonSerializerContext;
}
