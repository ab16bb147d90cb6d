using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Changes;
using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// What was recorded of a campaign: its messages, edits of settings, the words of questions and the book of changes; with the day each message was first
/// received, and that on which each day's first signals were.
/// </summary>
/// <param name="Booked">The changes of the book, those of other campaigns too.</param>
internal sealed record RecordedChanges(
    IReadOnlyList<RecordedChange> All,
    IReadOnlyList<BookedChange> Booked,
    IReadOnlyDictionary<string, LocalDate> ReceivedFirst,
    IReadOnlyDictionary<LocalDate, LocalDate> Receipts
);

/// <summary>Reads what a break may have to do with, as it was recorded at a set of cursors.</summary>
public sealed class RecordedChangeReader(Workspace workspace, CellReader cells, JournalStreams journal, WorkspaceSettings settings, BookOfChanges book)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <param name="campaign">The campaign's number, for what its signals say.</param>
    internal async Task<RecordedChanges> ReadAsync(string name, int campaign, Cursors cursors, CancellationToken cancel)
    {
        var messages = await cells.MessagesAsync(campaign, cursors, cancel);
        var seen = messages.Select(message => new RecordedChange(
            "message_first_seen",
            message.Message,
            message.FirstSeen,
            $"message {message.Message} first seen"
        ));
        var edits = (await settings.EditsAsync(cursors.Seal, cancel)).Select(edit => new RecordedChange(
            $"{edit.Stream}_edited",
            $"{edit.Stream}@{edit.Version}",
            Instant.FromUnixTimeTicks(edit.RecordedAt * 10).InZone(zone).Date,
            $"{edit.Actor}: {edit.Reason}"
        ));
        var published = (await PublishedMessages.ReadAsync(journal, zone, cursors.Seal, cancel))
            .Where(version => version.Campaign == name)
            .Select(version => new RecordedChange(
                "message_published",
                version.Version,
                version.On,
                $"message {version.Version} published by adjustment {version.Adjustment}"
            ));
        var wordings = WordingChanges.Of(await settings.InstrumentsAsync(cursors.Seal, cancel));
        return new RecordedChanges(
            [.. seen, .. published, .. edits, .. wordings],
            await book.StandingAsync(cursors, cancel),
            messages.ToDictionary(message => message.Message, message => message.FirstReceived, StringComparer.Ordinal),
            await cells.ReceiptsAsync(campaign, cursors, cancel)
        );
    }
}
