using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Changes;

/// <summary>
/// The book of changes: the journal stream <c>changes</c>, of changes that were recorded and of ones that were withdrawn. An entry is never edited; what was
/// wrong is withdrawn and recorded anew.
/// </summary>
public sealed class BookOfChanges(JournalStreams journal, Workspace workspace)
{
    /// <summary>The stream that changes are recorded in.</summary>
    public const string Stream = "changes";

    internal const string Recorded = "change_recorded";
    internal const string Withdrawn = "change_withdrawn";

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>
    /// Every change of the book at a set of cursors, withdrawn ones too, by the day they took place and then in the order they were recorded. What was recorded
    /// after the cursors' seal, or after the end of <see cref="Cursors.Known"/>, is not there: neither a change nor a withdrawal.
    /// </summary>
    public async Task<IReadOnlyList<BookedChange>> ListAsync(Cursors cursors, CancellationToken cancel)
    {
        var entries = await journal.ReadAsync(Stream, cursors.Seal ?? SealNumber.Max, cancel);
        var known = cursors.Known is { } cursor ? Instants.EndOf(cursor, workspace) : Instant.MaxValue;
        var changes = Fold(entries.Where(entry => RecordedAt(entry) <= known));
        return [.. changes.Where(change => IsBy(change.At, cursors.At)).OrderBy(change => change.At.Day)];
    }

    /// <summary>The changes that stand at a set of cursors: those that nobody had withdrawn by then.</summary>
    public async Task<IReadOnlyList<BookedChange>> StandingAsync(Cursors cursors, CancellationToken cancel) =>
        [.. (await ListAsync(cursors, cancel)).Where(change => change.Withdrawn is null)];

    /// <summary>The changes that entries hold, in the order they were recorded.</summary>
    internal IReadOnlyCollection<BookedChange> Fold(IEnumerable<JournalEntry> entries)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var changes = new List<BookedChange>();
        foreach (var entry in entries)
        {
            switch (entry.Type)
            {
                case Recorded:
                    var change = Read(entry);
                    places.Add(change.Id, changes.Count);
                    changes.Add(change);
                    break;
                case Withdrawn:
                    var place = places[ChangeForms.Stored.Read<StoredWithdrawal>(entry).Id];
                    changes[place] = changes[place] with { Withdrawn = new(entry.Actor, entry.Reason, RecordedAt(entry), entry.Seal) };
                    break;
                default:
                    throw StoredForm.Unknown(entry);
            }
        }

        return changes;
    }

    private BookedChange Read(JournalEntry entry)
    {
        var stored = ChangeForms.Stored.Read<StoredBookedChange>(entry);
        return new(
            stored.Id,
            stored.Kind,
            Moment(stored.At),
            stored.Until is { } until ? Moment(until) : null,
            stored.What,
            stored.Campaign,
            [.. stored.Scope.OrderBy(part => part.Key, StringComparer.Ordinal)],
            stored.Ref,
            entry.Actor,
            entry.Reason,
            RecordedAt(entry),
            RecordedAt(entry).InZone(zone).Date,
            entry.Seal
        );
    }

    private ChangeMoment Moment(string text) =>
        ChangeMoment.Find(text, zone) ?? throw new InvalidDataException($"The book of changes holds '{text}', which is neither a date nor an instant.");

    private bool IsBy(ChangeMoment moment, DayCursor? at) =>
        at is not { } cursor || (moment.Instant is { } instant ? instant <= Instants.EndOf(cursor, workspace) : moment.Day <= cursor.Day);

    private static Instant RecordedAt(JournalEntry entry) => Instant.FromUnixTimeTicks(entry.RecordedAt * 10);
}
