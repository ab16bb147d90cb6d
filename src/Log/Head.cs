using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// The heads of a workspace's logs, held under the row lock that makes its appends follow one another. Whoever holds a Head is the only
/// writer of the workspace until the transaction ends, so a position it gives out is committed before a higher one is given out.
/// </summary>
internal sealed class Head
{
    private readonly Workspace workspace;
    private readonly long recordedAt;
    private readonly RightEdge edge;

    private Head(Workspace workspace, Row row)
    {
        this.workspace = workspace;
        Signals = row.Position("signals");
        Journal = row.Position("journal");
        Seal = row.Seal("seals");
        recordedAt = row.Micros("recorded_at");
        edge = new RightEdge(Seal.Value, row.Get<byte[]>("edge"));
        Erasures = row.Get<int>("erasures");
    }

    /// <summary>The last position of the signals.</summary>
    public Position Signals { get; }

    /// <summary>The last position of the journal.</summary>
    public Position Journal { get; }

    /// <summary>The last seal.</summary>
    public SealNumber Seal { get; }

    /// <summary>How many customers of the workspace were erased.</summary>
    public int Erasures { get; }

    /// <inheritdoc cref="LockAsync(NpgsqlConnection, Workspace, string?, CancellationToken)"/>
    public static Task<Head> LockAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel) =>
        LockAsync(connection, workspace, then: null, cancel);

    /// <exception cref="PostgresException">Another has held the row for <see cref="BoundSources.LockTimeout"/> (55P03).</exception>
    /// <param name="then">A statement to be run once the lock is held, in the same trip.</param>
    public static Task<Head> LockAsync(NpgsqlConnection connection, Workspace workspace, string? then, CancellationToken cancel) =>
        LockAsync(connection, workspace, then is null ? [] : [new NpgsqlBatchCommand(then)], (_, _) => Task.CompletedTask, cancel);

    /// <param name="then">Statements to be run once the lock is held, in the same trip.</param>
    /// <param name="read">Reads what the statements answered, from the first one's result on.</param>
    public static async Task<Head> LockAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        IReadOnlyList<NpgsqlBatchCommand> then,
        Func<NpgsqlDataReader, CancellationToken, Task> read,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        // The connection may be the owner's, which waits for locks without an end.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"set local lock_timeout = '{BoundSources.LockTimeout}'"));
        var command = new NpgsqlBatchCommand("select signals, journal, seals, recorded_at, edge, erasures from log.workspace where id = $1 for update");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = workspace.Id });
        batch.BatchCommands.Add(command);
        foreach (var statement in then)
            batch.BatchCommands.Add(statement);
        await batch.PrepareAsync(cancel);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            throw new InvalidOperationException($"Workspace {workspace.Name} is gone from the database.");
        var head = new Head(workspace, new Row(reader));
        if (await reader.NextResultAsync(cancel))
            await read(reader, cancel);
        return head;
    }

    /// <summary>The time an append made now is recorded at: the clock's, but never before the append that preceded it.</summary>
    public long RecordedAt(TimeProvider clock) => Math.Max(PostgresTime.Now(clock), recordedAt);

    /// <summary>
    /// Writes the seal of this append and moves the heads, in the caller's transaction; <paramref name="before"/> are statements that have to run first, in the
    /// same trip.
    /// </summary>
    public async Task<Seal> SealAsync(
        NpgsqlConnection connection,
        LogKind log,
        bool history,
        int count,
        int corrections,
        byte[] root,
        long recorded,
        IReadOnlyList<NpgsqlBatchCommand> before,
        CancellationToken cancel
    )
    {
        var seal = new Seal(Seal.Next, log, history, (log == LogKind.Signals ? Signals : Journal).Next, count, recorded, root);
        edge.Add(seal.Leaf(workspace.Name));

        var command = new NpgsqlBatchCommand(SqlFile.Beside(typeof(Head), "seal"));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = workspace.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = seal.Number.Value });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)log });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = history });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seal.FirstPosition.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = PostgresTime.ToDateTime(recorded) });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = root });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = edge.ToBytes() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = corrections });
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in before)
            batch.BatchCommands.Add(statement);
        batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancel);
        await batch.ExecuteNonQueryAsync(cancel);
        return seal;
    }
}
