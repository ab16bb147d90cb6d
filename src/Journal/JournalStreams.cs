using System.Data;
using System.Runtime.ExceptionServices;
using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Journal.Sealing;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// The record of what the organisation decided and what the engine told it, held by Marten under this project's seals. Appends of a workspace queue on its
/// head row, so a stream's version cannot change between the check and the append. Whatever a person writes passes here, and is refused where it names a
/// customer: the journal is for ever, and erases nobody.
/// </summary>
/// <param name="erasures">The list of erasures, by which the id of somebody erased is recognised; null where there is none.</param>
/// <param name="boards">The boards that are kept with it; a board's rows are there once <see cref="BuildBoardsAsync"/> was awaited.</param>
public sealed class JournalStreams(Database database, Workspace workspace, TimeProvider clock, ErasureList? erasures = null, IEnumerable<IBoard>? boards = null)
    : IAtOpen
{
    /// <summary>How often a write is attempted of which certainly nothing was made.</summary>
    internal const int Attempts = 5;

    private readonly NamedCustomers named = new(workspace, erasures);
    private readonly IReadOnlyList<IBoard> boards = [.. boards ?? []];

    /// <summary>Publishes what follows from the entries of a <see cref="JournalTransaction"/>; null where nobody wants to know.</summary>
    public IDecisionOutbox? Outbox { get; set; }

    /// <summary>Appends in a transaction of its own; returns after the commit. For what is recorded whatever a stream's state is.</summary>
    /// <inheritdoc cref="JournalTransaction.AppendAsync"/>
    public async Task<JournalAppend> AppendAsync(IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAsync(WriteAsync, attempt, cancel) is { } made)
                return made;
        }

        async Task<JournalAppend> WriteAsync(JournalTransaction transaction)
        {
            var append = await transaction.AppendAsync(appends, by, cancel);
            await transaction.CommitAsync(cancel);
            return append;
        }
    }

    /// <summary>
    /// One attempt to write in a transaction of its own. Null where certainly nothing was made and another attempt is left; what the last one met is thrown.
    /// </summary>
    internal async Task<JournalAppend?> TryAsync(Func<JournalTransaction, Task<JournalAppend>> write, int attempt, CancellationToken cancel)
    {
        await using var transaction = await BeginAsync(cancel);
        try
        {
            return await write(transaction);
        }
        catch (NpgsqlException e) when (attempt < Attempts && transaction.IsUndoneBy(e))
        {
            return null;
        }
    }

    /// <summary>Begins a transaction for entries and whatever is to commit with them.</summary>
    public Task<JournalTransaction> BeginAsync(CancellationToken cancel) => BeginAsync(database.SourceOf(workspace), cancel);

    /// <summary>The same as the owner of the database, for rows that the workspace's own role may not write.</summary>
    internal Task<JournalTransaction> BeginAsOwnerAsync(CancellationToken cancel) => BeginAsync(database.Owner, cancel);

    private async Task<JournalTransaction> BeginAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            return new JournalTransaction(this, database, workspace, await connection.BeginTransactionAsync(cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="JournalTransaction.AppendAsync"/>
    internal async Task<JournalAppend> AppendAsync(NpgsqlTransaction transaction, IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        var connection = transaction.Connection!;
        if (string.IsNullOrWhiteSpace(by.Actor) || string.IsNullOrWhiteSpace(by.Reason))
            throw new ArgumentException("An entry of the journal names who made it and why.", nameof(by));
        JournalLimits.Check(by, appends.SelectMany(append => append.Events));
        await RefuseNamesAsync(connection, by, appends.SelectMany(append => append.Events), cancel);

        var versions = new Dictionary<string, StreamVersion>(StringComparer.Ordinal);
        var page = new BoardPage(boards, appends.Select(append => append.Stream));
        NpgsqlBatchCommand[] asked =
        [
            EntryTable.Versions(workspace, appends.Select(append => append.Stream)),
            .. page.Wanted.Count > 0 ? [BoardTable.Of(workspace, page.Wanted)] : (NpgsqlBatchCommand[])[],
        ];
        var head = await Head.LockAsync(connection, workspace, asked, ReadAsync, cancel);
        var (entries, made) = Place(appends, by, head, versions);
        if (entries.Count == 0)
            return new JournalAppend(null, made);

        var sealing = new SealedAppend(head, transaction, workspace, entries, page);
        await using var session = EntryStore.Session(transaction, workspace, sealing);
        foreach (var stream in entries.GroupBy(entry => entry.Stream, StringComparer.Ordinal))
        {
            var events = stream.Select(entry => new Event<EntryData>(new EntryData(entry.Data)) { Id = entry.Id }).ToArray<object>();
            _ = stream.First().Version == StreamVersion.First ? session.Events.StartStream(stream.Key, events) : session.Events.Append(stream.Key, events);
        }

        await SaveAsync(session, cancel);
        if (by.Mark is { } mark)
            await mark.SetAsync(transaction, entries, cancel);
        return new JournalAppend(sealing.Seal, made) { Entries = entries };

        async Task ReadAsync(NpgsqlDataReader row, CancellationToken token)
        {
            while (await row.ReadAsync(token))
                versions[row.GetString(0)] = new StreamVersion(row.GetInt64(1));
            if (await row.NextResultAsync(token))
                await page.ReadAsync(row, token);
        }
    }

    /// <summary>Refuses what an append would refuse of the texts, before anything else is done.</summary>
    /// <exception cref="NamesCustomerException">A text names a customer.</exception>
    internal async Task RefuseNamesAsync(NpgsqlConnection connection, Authorship by, IEnumerable<JournalEvent> events, CancellationToken cancel)
    {
        if (!by.IsFinding && await named.FirstAsync(connection, [.. EntryTexts.WrittenIn(by, events)], cancel) is { } naming)
            throw new NamesCustomerException(naming);
    }

    /// <summary>
    /// Entries in position order, of the streams that begin with <paramref name="streams"/> ("" for all), up to and including seal
    /// <paramref name="through"/>, from behind position <paramref name="after"/>; at most <paramref name="limit"/>.
    /// </summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string streams, SealNumber through, Position after, int? limit, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await EntryTable.ReadAsync(connection, workspace, streams, through, after, limit, cancel);
    }

    /// <summary>All entries of the streams that begin with <paramref name="streams"/> ("" for all), in position order.</summary>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string streams, CancellationToken cancel) => ReadAsync(streams, SealNumber.Max, cancel);

    /// <summary>As of seal <paramref name="through"/>: what it and earlier ones hold.</summary>
    /// <inheritdoc cref="ReadAsync(string, CancellationToken)"/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string streams, SealNumber through, CancellationToken cancel) =>
        ReadAsync(streams, through, after: Position.None, limit: null, cancel);

    /// <summary>
    /// The next <paramref name="limit"/> entries of the streams that begin with <paramref name="streams"/>, from behind position <paramref name="after"/>,
    /// and before them whatever their streams held: what it takes to tell how each stream stood after each entry. In position order.
    /// </summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadWithPastAsync(string streams, Position after, int limit, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await EntryTable.ReadWithPastAsync(connection, workspace, streams, after, limit, cancel);
    }

    /// <summary>The entries of one stream, in order; none where there is no such stream.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadStreamAsync(string stream, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await EntryTable.ReadStreamAsync(connection, workspace, stream, cancel);
    }

    Task IAtOpen.OpenAsync(CancellationToken cancel) => BuildBoardsAsync(cancel);

    /// <summary>
    /// Builds the boards that the workspace does not have yet, or has in another shape, from its journal. Appends wait meanwhile; where all stand it is one
    /// look.
    /// </summary>
    public async Task BuildBoardsAsync(CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        if (await MissingAsync() is [])
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Head.LockAsync(connection, workspace, cancel);
        foreach (var board in await MissingAsync())
            await BoardTable.ReplaceAsync(connection, workspace, board, await FoldAsync(connection, board, cancel), cancel);

        await transaction.CommitAsync(cancel);

        async Task<IReadOnlyList<IBoard>> MissingAsync()
        {
            var shapes = await BoardTable.ShapesAsync(connection, workspace, cancel);
            return [.. boards.Where(board => shapes.GetValueOrDefault(board.Name) != board.Shape)];
        }
    }

    /// <summary>The rows of all boards that are not what folding the journal gives, as "board/id"; in one snapshot. Empty where all fit.</summary>
    public async Task<IReadOnlyList<string>> CompareBoardsAsync(CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var different = new List<string>();
        foreach (var board in boards)
        {
            var stored = (await BoardTable.ReadAsync(connection, workspace, board, after: Position.None, cancel)).Select(Text).ToHashSet();
            var folded = (await FoldAsync(connection, board, cancel)).Select(Text).ToHashSet();
            stored.SymmetricExceptWith(folded);
            different.AddRange(stored.Select(row => $"{board.Name}/{row.Id}").Distinct(StringComparer.Ordinal));
        }

        return different;

        static (string Id, StreamVersion Version, Position Since, Position Position, string State, Instant? DueAt, string Data) Text(BoardRow row) =>
            (row.Id, row.Version, row.Since, row.Position, row.State, row.DueAt, Convert.ToBase64String(CanonicalJson.Serialize(row.Data)));
    }

    /// <summary>The rows of a board that changed behind a journal position, in the order of their streams' first entries.</summary>
    public async Task<IReadOnlyList<BoardRow>> ReadBoardAsync(IBoard board, Position after, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await BoardTable.ReadAsync(connection, workspace, board, after, cancel);
    }

    /// <summary>The row of a board; null where there is no such stream.</summary>
    public async Task<BoardRow?> FindOnBoardAsync(IBoard board, string id, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await BoardTable.FindAsync(connection, workspace, board, id, cancel);
    }

    private async Task<IReadOnlyCollection<BoardRow>> FoldAsync(NpgsqlConnection connection, IBoard board, CancellationToken cancel)
    {
        var rows = new Dictionary<string, BoardRow>(StringComparer.Ordinal);
        foreach (var entry in await EntryTable.ReadAsync(connection, workspace, board.Prefix, SealNumber.Max, after: Position.None, limit: null, cancel))
            rows[entry.Stream] = board.Next(rows.GetValueOrDefault(entry.Stream), entry);
        return rows.Values;
    }

    /// <summary>
    /// The entries of those appends whose streams are at the versions they expect. Under the head lock no version can change any more, so a conflict is found
    /// here and nothing of it reaches Marten, which would leave a tombstone.
    /// </summary>
    private (IReadOnlyList<JournalEntry> Entries, IReadOnlyList<bool> Made) Place(
        IReadOnlyList<StreamAppend> appends,
        Authorship by,
        Head head,
        Dictionary<string, StreamVersion> versions
    )
    {
        var recorded = head.RecordedAt(clock);
        var entries = new List<JournalEntry>();
        var made = new List<bool>(appends.Count);
        foreach (var append in appends)
        {
            var version = versions.GetValueOrDefault(append.Stream);
            made.Add(append.Expected.Value is null || append.Expected.Value == version);
            if (!made[^1])
                continue;

            // What belongs together and what led to it is said of each stream: one must not hand its own on to the next.
            var (correlation, causation) = (by.Correlation ?? append.Stream, by.Causation ?? $"{append.Stream}@{version}");
            foreach (var e in append.Events)
            {
                versions[append.Stream] = version = version.Next;
                entries.Add(
                    new JournalEntry(
                        head.Journal.Next + entries.Count,
                        head.Seal.Next,
                        Guid.CreateVersion7(clock.GetUtcNow()),
                        append.Stream,
                        version,
                        e.Type,
                        e.Data,
                        recorded,
                        by.Actor,
                        by.Reason,
                        correlation,
                        causation
                    )
                );
            }
        }

        return (entries, made);
    }

    /// <summary>What the database refuses is told as the database tells it.</summary>
    private static async Task SaveAsync(IDocumentSession session, CancellationToken cancel)
    {
        try
        {
            await session.SaveChangesAsync(cancel);
        }
        catch (MartenCommandException e) when (e.InnerException is NpgsqlException refused)
        {
            ExceptionDispatchInfo.Throw(refused);
        }
    }
}
