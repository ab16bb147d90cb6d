using CustomerPerformanceTracker.Journal.Boards;

namespace CustomerPerformanceTracker.Journal;

/// <summary>What a command brings about: events of the stream that was asked, and what else commits with them. No events: it is so already.</summary>
public sealed record Decision(IReadOnlyList<JournalEvent> Events)
{
    public static Decision Nothing { get; } = new([]);

    /// <summary>Appends to other streams. Where one of them is not at the version it expects, nothing is made.</summary>
    public IReadOnlyList<StreamAppend> Others { get; init; } = [];

    /// <summary>Rows that commit with the entries; given the transaction and the append.</summary>
    public Func<NpgsqlTransaction, JournalAppend, CancellationToken, Task>? Rows { get; init; }
}

/// <summary>
/// The one door through which commands change the journal: read the stream's state from its board, decide, append at the version that was read. Deciding is
/// pure. What was certainly not made (the version moved, or the database rolled it back) is decided again on what stands now, as often as
/// <see cref="JournalStreams.Attempts"/> says. A version that the caller gave is never replaced by another.
/// </summary>
public sealed class Decisions(JournalStreams journal)
{
    /// <summary>Decides on a stream. Returns its state after what was decided, or as it is where that is nothing.</summary>
    /// <param name="what">Whose version it is, in messages: "Alert 12ab".</param>
    /// <param name="expected">The version the command was meant for, 0 for none yet; null: whatever it is.</param>
    /// <param name="decide">From the state (null where there is no such stream) to what comes of it; called again for each attempt.</param>
    /// <exception cref="VersionConflictException">The stream is at another version than the caller expects, or others were first again and again.</exception>
    /// <exception cref="NpgsqlException">The answer to a commit was lost, and so was the way to ask again.</exception>
    public async Task<TState?> DecideAsync<TState>(
        Board<TState> board,
        string id,
        string what,
        StreamVersion? expected,
        Func<TState?, Decision> decide,
        Authorship by,
        CancellationToken cancel
    )
        where TState : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await journal.FindOnBoardAsync(board, id, cancel);
            var version = row?.Version ?? StreamVersion.None;
            if (row is not null && expected is { } wanted && wanted != version)
                throw new VersionConflictException(what, wanted, version);
            var state = row is null ? null : board.Read(row);
            // Where there is no such stream, that is said before anything of a version.
            var decision = decide(state);
            if (row is null && expected is { } some && some > StreamVersion.None)
                throw new VersionConflictException(what, some, null);
            if (decision.Events.Count == 0)
                return state;

            var own = new StreamAppend(board.Prefix + id, ExpectedVersion.Exactly(version), decision.Events);
            var made = await journal.TryAsync(transaction => WriteAsync(transaction, own, decision, by, cancel), attempt, cancel);
            if (made is { AllMade: true })
                return made.Entries.Where(entry => entry.Stream == own.Stream).Aggregate(state, board.Fold);
            if (attempt == JournalStreams.Attempts)
                throw new VersionConflictException(what, version, null);
        }
    }

    private static async Task<JournalAppend> WriteAsync(
        JournalTransaction transaction,
        StreamAppend own,
        Decision decision,
        Authorship by,
        CancellationToken cancel
    )
    {
        var append = await transaction.AppendAsync([own, .. decision.Others], by, cancel);
        if (!append.AllMade)
            return append;
        if (decision.Rows is { } rows)
            await rows(transaction.Transaction, append, cancel);
        await transaction.CommitAsync(cancel);
        return append;
    }
}
