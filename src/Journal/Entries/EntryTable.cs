using NpgsqlTypes;

namespace CustomerPerformanceTracker.Journal.Entries;

/// <summary>Reads journal.mt_events with the positions and seals of journal.entry_position, and says where new entries stand.</summary>
internal static class EntryTable
{
    /// <summary>The statement that says where the entries of one append stand: under one seal, each with its number in Marten's sequence.</summary>
    public static NpgsqlBatchCommand Positions(Workspace workspace, IReadOnlyList<JournalEntry> entries, long[] numbers)
    {
        var command = new NpgsqlBatchCommand(SqlFile.Beside(typeof(EntryTable), "insert-positions"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = workspace.Name });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = entries[0].Seal.Value });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => entry.Position.Value)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = numbers });
        return command;
    }

    /// <summary>The statement that asks for the versions of streams; those that do not exist are left out.</summary>
    public static NpgsqlBatchCommand Versions(Workspace workspace, IEnumerable<string> streams)
    {
        var command = new NpgsqlBatchCommand("select id, version from journal.mt_streams where tenant_id = $1 and id = any ($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = workspace.Name });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. streams.Distinct(StringComparer.Ordinal)] });
        return command;
    }

    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string streams,
        SealNumber through,
        Position after,
        int? limit,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(
            SqlFile.Beside(typeof(EntryTable), "read-entries"),
            workspace.Name,
            streams,
            through.Value,
            after.Value,
            Statements.Typed(NpgsqlDbType.Integer, limit)
        );
        return await ReadAsync(command, cancel);
    }

    /// <summary>The entries of one seal, in order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadSealAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(EntryTable), "seal-entries"), workspace.Name, seal.Value);
        return await ReadAsync(command, cancel);
    }

    /// <summary>The entries of one stream, in order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadStreamAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string stream,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(EntryTable), "stream-entries"), workspace.Name, stream);
        return await ReadAsync(command, cancel);
    }

    /// <summary>The next entries of streams with whatever the streams held before them, in position order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadWithPastAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string streams,
        Position after,
        int limit,
        CancellationToken cancel
    )
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(EntryTable), "entries-with-past"), workspace.Name, streams, after.Value, limit);
        return await ReadAsync(command, cancel);
    }

    private static async Task<IReadOnlyList<JournalEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancel) =>
        await command.ListAsync(
            row => new JournalEntry(
                row.Position("position"),
                row.Seal("seal"),
                row.Get<Guid>("id"),
                row.Text("stream_id"),
                row.Version("version"),
                row.Text("type"),
                JsonElement.Parse(row.Text("data")),
                row.Micros("timestamp"),
                row.Text("actor"),
                row.Text("reason"),
                row.FindText("correlation_id"),
                row.FindText("causation_id")
            ),
            cancel
        );
}
