namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// A transaction of one workspace for entries of the journal and whatever commits with them, the messages of <see cref="JournalStreams.Outbox"/> too. Disposed
/// of without a commit, nothing of it was. Every entry is written through such a transaction: the journal has no other way in.
/// </summary>
public sealed class JournalTransaction : IAsyncDisposable
{
    private readonly JournalStreams journal;
    private readonly Database database;
    private readonly Workspace workspace;
    private readonly NpgsqlConnection connection;
    private readonly List<IDecisionMessages> messages = [];
    private Guid? firstEntry;
    private (bool Lost, bool Stands) commit = (Lost: false, Stands: true);

    internal JournalTransaction(JournalStreams journal, Database database, Workspace workspace, NpgsqlTransaction transaction) =>
        (this.journal, this.database, this.workspace, Transaction, connection) = (journal, database, workspace, transaction, transaction.Connection!);

    public NpgsqlTransaction Transaction { get; }

    public NpgsqlConnection Connection => connection;

    /// <summary>
    /// Whether, where an exception ended the work, certainly nothing was committed, so that the work can be done again: any of its statements may have had the
    /// database roll it back. Of a commit whose answer was lost, what the journal said counts alone.
    /// </summary>
    internal bool IsUndoneBy(NpgsqlException e) =>
        commit.Lost ? !commit.Stands : e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Appends to streams, each where it is at the version that is expected of it.</summary>
    /// <exception cref="NamesCustomerException">A text that a person wrote names a customer.</exception>
    /// <exception cref="TextTooLongException">A text is longer than <see cref="JournalLimits"/> says.</exception>
    public async Task<JournalAppend> AppendAsync(IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        var append = await journal.AppendAsync(Transaction, appends, by, cancel);
        if (append.Entries.Count == 0)
            return append;
        firstEntry ??= append.Entries[0].Id;
        if (journal.Outbox is { } outbox)
            messages.Add(await outbox.EnlistAsync(Transaction, workspace, append.Entries, cancel));
        return append;
    }

    /// <summary>Commits and sends the messages. Where the answer to the commit is lost, the journal is asked whether the entries stand.</summary>
    /// <exception cref="NpgsqlException">It was not committed, or nobody could say whether it was.</exception>
    public async Task CommitAsync(CancellationToken cancel)
    {
        try
        {
            await Transaction.CommitAsync(cancel);
        }
        catch (NpgsqlException e) when (firstEntry is not null && IsUnknown(e))
        {
            commit.Lost = true;
            commit.Stands = await StandsAsync(firstEntry.Value, cancel);
            if (!commit.Stands)
                throw;
        }

        await SendAsync(cancel);
    }

    /// <summary>Whether an entry is in the journal, once no transaction is under way any more that might still commit it.</summary>
    private async Task<bool> StandsAsync(Guid entry, CancellationToken cancel)
    {
        try
        {
            await using var look = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
            await using var transaction = await look.BeginTransactionAsync(cancel);
            await Head.LockAsync(look, workspace, cancel);
            await using var command = look.Statement("select exists (select from journal.mt_events where tenant_id = $1 and id = $2)", workspace.Name, entry);
            return (bool)(await command.ExecuteScalarAsync(cancel))!;
        }
        catch (NpgsqlException)
        {
            // The messages of what stands are sent by nobody else while this server lives, and those of what does not stand change nothing.
            await SendAsync(cancel);
            throw;
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        foreach (var enlisted in messages)
        {
            try
            {
                await enlisted.SendAsync(cancel);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The decision stands. Its messages are stored with it, and whoever recovers them sends them.
            }
        }
    }

    /// <summary>Whether the connection was lost, so that nothing says what became of a commit: the database's refusals have a code of another class.</summary>
    private static bool IsUnknown(NpgsqlException e) =>
        e.SqlState is null
        || e.SqlState.StartsWith("08", StringComparison.Ordinal)
        || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TransactionResolutionUnknown;

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
