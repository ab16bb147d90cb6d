using CustomerPerformanceTracker.EventLog;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>Reads and moves view.watch, and reads which campaigns were touched from view.arrival.</summary>
internal static class WatchTable
{
    /// <summary>The seal the cells stand at, and the campaigns touched since this version of the policy last watched: all of them if it never did.</summary>
    public static async Task<(int Seal, IReadOnlyList<(int Id, string Name)> Campaigns)> TouchedAsync(Database database, Workspace workspace, string policy, long version, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(WatchTable), "touched"));
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = policy });
        command.Parameters.Add(new() { Value = version });
        var (seal, campaigns) = (0, new List<(int, string)>());
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            seal = row.GetInt32(0);
            if (!row.IsDBNull(1))
                campaigns.Add((row.GetInt32(1), row.GetString(2)));
        }

        return (seal, campaigns);
    }

    public static async Task MoveAsync(NpgsqlConnection connection, Workspace workspace, string policy, long version, int seal, CancellationToken cancel)
    {
        const string Move = """
            insert into view.watch (workspace, policy, version, seal) values ($1, $2, $3, $4)
            on conflict (workspace, policy) do update set version = excluded.version, seal = excluded.seal
            """;
        await using var command = new NpgsqlCommand(Move, connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = policy });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = seal });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Deletes the arrivals every one of these policies has seen.</summary>
    public static async Task ForgetSeenAsync(Database database, Workspace workspace, IReadOnlyList<string> policies, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(WatchTable), "forget-seen"));
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = policies.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The last position of the signal log at a seal.</summary>
    public static async Task<long> PositionAsync(Database database, Workspace workspace, int seal, CancellationToken cancel)
    {
        const string Last = "select coalesce(max(first_position + count - 1), 0) from log.seal where workspace = $1 and log = 1 and seal <= $2";
        await using var command = database.SourceOf(workspace).CreateCommand(Last);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = seal });
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
