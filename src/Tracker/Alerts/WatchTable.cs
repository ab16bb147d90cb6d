using CustomerPerformanceTracker.EventLog;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>Where the live cells stand, and which campaigns are to be looked at.</summary>
internal sealed record Touched(int Generation, int Seal, IReadOnlyList<(int Id, string Name)> Campaigns);

/// <summary>Reads and moves view.watch, and reads which campaigns were touched from view.arrival.</summary>
internal static class WatchTable
{
    /// <summary>
    /// Where the cells stand, and the campaigns touched since this version of the policy last watched: all of them if it never watched these cells.
    /// </summary>
    /// <param name="again">Also those whose detectors were set aside.</param>
    public static async Task<Touched> TouchedAsync(Database database, Workspace workspace, string policy, long version, bool again, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(WatchTable), "touched"));
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = policy });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = again });
        var (generation, seal, campaigns) = (0, 0, new List<(int, string)>());
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            (generation, seal) = (row.GetInt32(0), row.GetInt32(1));
            if (!row.IsDBNull(2))
                campaigns.Add((row.GetInt32(2), row.GetString(3)));
        }

        return new Touched(generation, seal, campaigns);
    }

    public static async Task MoveAsync(NpgsqlConnection connection, Workspace workspace, string policy, long version, Touched seen, CancellationToken cancel)
    {
        const string Move = """
            insert into view.watch (workspace, policy, version, seal, generation) values ($1, $2, $3, $4, $5)
            on conflict (workspace, policy) do update set version = excluded.version, seal = excluded.seal, generation = excluded.generation
            """;
        await using var command = new NpgsqlCommand(Move, connection);
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = policy });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = seen.Seal });
        command.Parameters.Add(new() { Value = seen.Generation });
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
