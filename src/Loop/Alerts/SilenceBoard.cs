using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The workspace's silences. A silence is due when it ends, until its end is recorded.</summary>
internal sealed class SilenceBoard : Board<Silence>
{
    private const string Ended = "ended";

    public override string Name => "silences";

    public override string Prefix => "silence-";

    public override Silence Fold(Silence? before, JournalEntry entry) =>
        (before, entry.Type) switch
        {
            (null, "silence_set") when AlertForms.Stored.Read<StoredSilence>(entry) is var set => new Silence(
                entry.Stream[Prefix.Length..],
                set.Matcher.Read(),
                set.From,
                set.Until,
                entry.Actor,
                entry.Reason
            ),
            (not null, "silence_ended") => before with { Until = AlertForms.Stored.Read<StoredSilenceEnd>(entry).At, IsEnded = true },
            _ => throw StoredForm.Unknown(entry),
        };

    public override Silence Read(BoardRow row) =>
        AlertForms.Stored.Read<KeptSilence>(row.Data) is var kept
            ? new Silence(row.Id, kept.Matcher.Read(), kept.From, kept.Until, kept.Actor, kept.Reason) { IsEnded = row.State == Ended }
            : throw new System.Diagnostics.UnreachableException();

    protected override JsonElement Write(Silence state) =>
        AlertForms.Stored.Element(new KeptSilence(state.Id, StoredMatcher.Of(state.Matcher), state.From, state.Until, state.Actor, state.Reason));

    protected override string StateOf(Silence state) => state.IsEnded ? Ended : "set";

    protected override Instant? DueOf(Silence state) => state.IsEnded ? null : state.Until;
}

/// <summary>A silence as its board keeps it.</summary>
internal sealed record KeptSilence(string Id, StoredMatcher Matcher, Instant From, Instant Until, string Actor, string Reason);
