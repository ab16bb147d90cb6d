using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.EventLog.Boards;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>The workspace's silences. A silence is due when it ends, until its end is recorded.</summary>
internal sealed class SilenceBoard : Board<Silence>
{
    private const string Ended = "ended";

    public override string Name => "silences";

    public override string Prefix => "silence-";

    public override Silence Fold(Silence? before, JournalEntry entry) => (before, entry.Type) switch
    {
        (null, "silence_set") => new Silence(
            entry.Stream[Prefix.Length..], AlertMatcher.Read(entry.Data.GetProperty("matcher")), Time(entry.Data, "from"), Time(entry.Data, "until"), entry.Actor, entry.Reason),
        (not null, "silence_ended") => before with { Until = Time(entry.Data, "at"), IsEnded = true },
        _ => throw new InvalidDataException($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know."),
    };

    public override Silence Read(BoardRow row) => new(
        row.Id, AlertMatcher.Read(row.Data.GetProperty("matcher")), Time(row.Data, "from"), Time(row.Data, "until"),
        row.Data.GetProperty("actor").GetString()!, row.Data.GetProperty("reason").GetString()!)
    {
        IsEnded = row.State == Ended,
    };

    protected override JsonElement Write(Silence state) => JsonData.Of(json => SilenceBook.Write(json, state));

    protected override string StateOf(Silence state) => state.IsEnded ? Ended : "set";

    protected override DateTimeOffset? DueOf(Silence state) => state.IsEnded ? null : state.Until.ToDateTimeOffset();

    private static Instant Time(JsonElement data, string name) => InstantPattern.ExtendedIso.Parse(data.GetProperty(name).GetString()!).Value;
}
