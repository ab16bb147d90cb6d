using System.Text.Json;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Journal.Entries;

/// <summary>Reads and writes journal.mt_events.</summary>
internal static class EntryTable
{
    /// <summary>The entries of one append: of one seal and one recorded time, each with its own links and headers.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, Workspace workspace, IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var first = entries[0];
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(EntryTable), "insert-entries"), connection);
        command.Parameters.Add(new() { Value = entries.Select(e => e.Id).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Stream).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Version).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Data.GetRawText()).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Type).ToArray() });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Position).ToArray() });
        command.Parameters.Add(new() { Value = first.Seal });
        command.Parameters.Add(new() { Value = PostgresTime.ToDateTime(first.RecordedAt) });
        command.Parameters.Add(new() { Value = workspace.Name });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Correlation).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = entries.Select(e => e.Causation).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = entries.Select(Headers).ToArray() });
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(NpgsqlConnection connection, Workspace workspace, string streams, int through, long after, int? limit, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(EntryTable), "read-entries"), connection);
        command.Parameters.Add(new() { Value = workspace.Name });
        command.Parameters.Add(new() { Value = streams });
        command.Parameters.Add(new() { Value = through });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = (object?)limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        return await ReadAsync(command, cancel);
    }

    /// <summary>The entries of one seal, in order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadSealAsync(NpgsqlConnection connection, Workspace workspace, int seal, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(EntryTable), "seal-entries"), connection);
        command.Parameters.Add(new() { Value = workspace.Name });
        command.Parameters.Add(new() { Value = seal });
        return await ReadAsync(command, cancel);
    }

    /// <summary>The entries of one stream, in order.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> ReadStreamAsync(NpgsqlConnection connection, Workspace workspace, string stream, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside(typeof(EntryTable), "stream-entries"), connection);
        command.Parameters.Add(new() { Value = workspace.Name });
        command.Parameters.Add(new() { Value = stream });
        return await ReadAsync(command, cancel);
    }

    private static string Headers(JournalEntry entry) =>
        JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["actor"] = entry.Actor, ["reason"] = entry.Reason, ["seal"] = entry.Seal });

    private static async Task<IReadOnlyList<JournalEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var entries = new List<JournalEntry>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            entries.Add(new JournalEntry(
                row.GetInt64(0), row.GetInt32(1), row.GetGuid(2), row.GetString(3), row.GetInt64(4), row.GetString(5), JsonElement.Parse(row.GetString(6)),
                PostgresTime.Read(row, 7), row.GetString(8), row.GetString(9),
                row.IsDBNull(10) ? null : row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11)));
        }

        return entries;
    }
}
