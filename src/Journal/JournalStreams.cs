using System.Text.Json;
using CustomerPerformanceTracker.Journal.Entries;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Journal;

/// <summary>The version a stream has to be at for an append to it to be made. Versions count from 1 in a stream.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long? version) => Value = version;

    /// <summary>The stream must not exist yet.</summary>
    public static ExpectedVersion NoStream => new(0);

    /// <summary>Whatever the stream's version is.</summary>
    public static ExpectedVersion Any => new(null);

    internal long? Value { get; }

    public static ExpectedVersion Exactly(long version) => new(version);
}

/// <summary>
/// Who does something and why; both are mandatory in the journal. Correlation links what belongs together, by default under the stream's name; causation says what led
/// to it, by default the stream as it stood: its name, @ and its version, 0 where it is new. Where one append writes several streams, the defaults are each stream's own.
/// </summary>
public sealed record Authorship(string Actor, string Reason, string? Correlation = null, string? Causation = null)
{
    /// <summary>The reason is the product's own sentence, and what it tells was found and not written: nobody could mend it, so it is not held against ids.</summary>
    public bool IsFinding { get; init; }
}

/// <summary>A decision or finding to be recorded. <paramref name="Type"/> is the stored name, snake_case, versioned from the second form on.</summary>
public sealed record JournalEvent(string Type, JsonElement Data);

/// <summary>Events for one stream, made together or not at all.</summary>
public sealed record StreamAppend(string Stream, ExpectedVersion Expected, IReadOnlyList<JournalEvent> Events);

/// <summary>For each stream append, in order, whether it was made; false means its stream was not at the expected version.</summary>
public sealed record JournalAppend(Seal? Seal, IReadOnlyList<bool> Made)
{
    public bool AllMade => Made.All(made => made);
}

/// <summary>
/// The record of what the organisation decided and what the engine told it, in Marten's table layout. Appends of a workspace queue on its
/// head row, so a stream's version cannot change between the check and the append. Whatever a person writes passes here, and is refused where it names a
/// customer: the journal is for ever, and erases nobody.
/// </summary>
/// <param name="erasures">The list of erasures, by which the id of somebody erased is recognised; null where there is none.</param>
public sealed class JournalStreams(Database database, Workspace workspace, TimeProvider clock, ErasureList? erasures = null)
{
    private readonly NamedCustomers named = new(workspace, erasures);

    /// <summary>Appends in a transaction of its own; returns after the commit.</summary>
    /// <exception cref="TextTooLongException">A text is longer than <see cref="JournalLimits"/> says.</exception>
    public async Task<JournalAppend> AppendAsync(IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var made = await AppendAsync(connection, appends, by, cancel);
        await transaction.CommitAsync(cancel);
        return made;
    }

    /// <summary>Appends in the transaction open on <paramref name="connection"/>, so that other rows commit with it.</summary>
    /// <exception cref="NamesCustomerException">A text that a person wrote names a customer.</exception>
    public async Task<JournalAppend> AppendAsync(NpgsqlConnection connection, IReadOnlyList<StreamAppend> appends, Authorship by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(by.Actor) || string.IsNullOrWhiteSpace(by.Reason))
            throw new ArgumentException("An entry of the journal names who made it and why.", nameof(by));
        JournalLimits.Check(by, appends.SelectMany(append => append.Events));
        await RefuseNamesAsync(connection, by, appends.SelectMany(append => append.Events), cancel);

        var head = await Head.LockAsync(connection, workspace, cancel);
        var recorded = head.RecordedAt(clock);
        var entries = new List<JournalEntry>();
        var made = new List<bool>(appends.Count);
        foreach (var append in appends)
        {
            var from = await AdvanceAsync(connection, append, recorded, cancel);
            made.Add(from is not null);
            if (from is { } version)
            {
                // What belongs together and what led to it is said of each stream: one must not hand its own on to the next.
                var (correlation, causation) = (by.Correlation ?? append.Stream, by.Causation ?? $"{append.Stream}@{version}");
                entries.AddRange(append.Events.Select((e, i) => new JournalEntry(
                    head.Journal + 1 + entries.Count + i, head.Seals + 1, Guid.CreateVersion7(clock.GetUtcNow()), append.Stream, version + 1 + i, e.Type, e.Data, recorded,
                    by.Actor, by.Reason, correlation, causation)).ToList());
            }
        }

        if (entries.Count == 0)
            return new JournalAppend(null, made);

        await EntryTable.InsertAsync(connection, workspace, entries, cancel);
        var root = MerkleTree.Root([.. entries.SelectMany(EntryLeaf.Hash)]);
        return new JournalAppend(await head.SealAsync(connection, LogKind.Journal, history: false, entries.Count, corrections: 0, root, recorded, cancel), made);
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
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(string streams, CancellationToken cancel, int through = int.MaxValue, long after = 0, int? limit = null)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await EntryTable.ReadAsync(connection, workspace, streams, through, after, limit, cancel);
    }

    /// <summary>The entries of one stream, in order; none where there is no such stream.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadStreamAsync(string stream, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await EntryTable.ReadStreamAsync(connection, workspace, stream, cancel);
    }

    /// <summary>Moves the stream's version past the events to come. Returns the version before, or null where it is not the expected one.</summary>
    private async Task<long?> AdvanceAsync(NpgsqlConnection connection, StreamAppend append, long recorded, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(EntryTable), "advance-stream"), connection);
        command.Parameters.Add(new() { Value = workspace.Name });
        command.Parameters.Add(new() { Value = append.Stream });
        command.Parameters.Add(new() { Value = (object?)append.Expected.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = append.Events.Count });
        command.Parameters.Add(new() { Value = PostgresTime.ToDateTime(recorded) });
        return await command.ExecuteScalarAsync(cancel) is long after ? after - append.Events.Count : null;
    }
}
