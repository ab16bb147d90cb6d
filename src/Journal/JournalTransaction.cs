namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// A transaction of one workspace for entries of the journal and whatever commits with them, the messages of <see cref="JournalStreams.Outbox"/> too. Disposed
/// of without a commit, nothing of it was.
/// </summary>
public sealed class JournalTransaction : IAsyncDisposable
{
    private readonly JournalStreams journal;
    private readonly Workspace workspace;
    private readonly NpgsqlConnection connection;
    private readonly List<IDecisionMessages> messages = [];

    internal JournalTransaction(JournalStreams journal, Workspace workspace, NpgsqlTransaction transaction) =>
        (this.journal, this.workspace, Transaction, connection) = (journal, workspace, transaction, transaction.Connection!);

    public NpgsqlTransaction Transaction { get; }

    public NpgsqlConnection Connection => connection;

    /// <exception cref="NamesCustomerException">A text that a person wrote names a customer.</exception>
    public async Task<JournalAppend> AppendAsync(IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        var append = await journal.AppendAsync(Transaction, appends, by, cancel);
        if (append.Entries.Count > 0 && journal.Outbox is { } outbox)
            messages.Add(await outbox.EnlistAsync(Transaction, workspace, append.Entries, cancel));
        return append;
    }

    public async Task CommitAsync(CancellationToken cancel)
    {
        await Transaction.CommitAsync(cancel);
        await SendAsync(cancel);
    }

    /// <summary>
    /// Sends the messages that are stored with the entries. For whoever found out that a transaction stands whose commit was not answered: a server that lives
    /// keeps what it stored for itself, and no other one would send it.
    /// </summary>
    internal async Task SendAsync(CancellationToken cancel)
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

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
