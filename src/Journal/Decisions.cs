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
/// pure. One rule for trying again: what was certainly not made (the version moved, or the database rolled it back) is decided again on what stands now, five
/// times at most; where the answer to a commit was lost, the journal is asked whether it stands. A version that the caller gave is never replaced by another.
/// </summary>
public sealed class Decisions(JournalStreams journal)
{
    private const int Attempts = 5;

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
        long? expected,
        Func<TState?, Decision> decide,
        Authorship by,
        CancellationToken cancel
    )
        where TState : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await journal.FindOnBoardAsync(board, id, cancel);
            var version = row?.Version ?? 0;
            if (row is not null && expected is { } wanted && wanted != version)
                throw new VersionConflictException(what, wanted, version);
            var state = row is null ? null : board.Read(row);
            // Where there is no such stream, that is said before anything of a version.
            var decision = decide(state);
            if (row is null && expected is > 0)
                throw new VersionConflictException(what, expected.Value, null);
            if (decision.Events.Count == 0)
                return state;

            var made = await TryAsync(
                new StreamAppend(board.Prefix + id, ExpectedVersion.Exactly(version), decision.Events),
                decision,
                by,
                attempt < Attempts,
                cancel
            );
            if (made is not null)
                return made.Where(entry => entry.Stream == board.Prefix + id).Aggregate(state, board.Fold);
            if (attempt == Attempts)
                throw new VersionConflictException(what, version, null);
        }
    }

    /// <summary>The entries that were made; null where certainly none was.</summary>
    private async Task<IReadOnlyList<JournalEntry>?> TryAsync(StreamAppend own, Decision decision, Authorship by, bool isAgain, CancellationToken cancel)
    {
        JournalAppend? append = null;
        var transaction = await journal.BeginAsync(cancel);
        try
        {
            await using (transaction)
            {
                append = await transaction.AppendAsync([own, .. decision.Others], by, cancel);
                if (!append.AllMade)
                    return null;
                if (decision.Rows is { } rows)
                    await rows(transaction.Transaction, append, cancel);
                await transaction.CommitAsync(cancel);
                return append.Entries;
            }
        }
        catch (PostgresException e) when (isAgain && e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
        {
            return null;
        }
        catch (NpgsqlException e) when (append is { AllMade: true } && IsUnknown(e))
        {
            bool stands;
            try
            {
                stands = await journal.StandsAsync(append.Entries[0].Id, cancel);
            }
            catch (NpgsqlException)
            {
                // The messages of what stands are sent by nobody else while this server lives, and those of what does not stand change nothing.
                await transaction.SendAsync(cancel);
                throw;
            }

            if (stands)
            {
                await transaction.SendAsync(cancel);
                return append.Entries;
            }

            if (!isAgain)
                throw;
            return null;
        }
    }

    /// <summary>Whether the connection was lost, so that nothing says what became of a commit: the database's refusals have a code of another class.</summary>
    private static bool IsUnknown(NpgsqlException e) =>
        e.SqlState is null
        || e.SqlState.StartsWith("08", StringComparison.Ordinal)
        || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TransactionResolutionUnknown;
}
