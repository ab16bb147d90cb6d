using System.Diagnostics;

namespace CustomerPerformanceTracker.Log.Erasures;

/// <summary>
/// Takes the bytes of what was erased out of the database's files. An update leaves the old row where it was, and an ordinary VACUUM gives its place free
/// without overwriting it, so the tables are written anew; the planner's samples too; and the write-ahead log is switched until no segment is left from
/// before. What the connecting user may not do is told.
/// </summary>
internal sealed class Sweep(NpgsqlDataSource owner, IReadOnlyList<string> tables)
{
    private const long LockKey = 0x435054_53574550; // "CPT SWEP": sweeps take turns

    /// <summary>How long older transactions are waited for, which could still read what was erased and keep it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<string> left = [];

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        while (!await AskAsync<bool>(connection, $"select pg_try_advisory_lock({LockKey})", cancel))
            await Task.Delay(Pause, cancel);
        try
        {
            await ClearAsync(connection, cancel);
        }
        finally
        {
            await connection.ExecuteLongAsync($"select pg_advisory_unlock({LockKey})", [], CancellationToken.None);
        }

        return left;
    }

    private async Task ClearAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (!await AreOlderOverAsync(connection, cancel))
            left.Add("A transaction that began before the erasure still runs and keeps the old rows in their files: end it and run `cpt erase --sweep`.");
        foreach (var table in tables)
            await connection.ExecuteLongAsync($"vacuum (full, analyze) {table}", [], cancel);

        if (await AskAsync<bool>(connection, "select rolsuper from pg_roles where rolname = current_user", cancel))
        {
            await connection.ExecuteLongAsync("vacuum full pg_catalog.pg_statistic", [], cancel);
            await new WalSweep(connection).RunAsync(cancel);
        }
        else
        {
            left.Add(
                "Old rows of the planner's samples and segments of the write-ahead log are the administrator's: `vacuum full pg_statistic`, then "
                    + "`checkpoint; select pg_switch_wal(); checkpoint`, "
                    + "with wal_recycle off, as ops/runbooks/erasure.md tells."
            );
        }
    }

    /// <summary>A row that an older transaction may still read is kept even where its table is written anew.</summary>
    private static async Task<bool> AreOlderOverAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var now = await AskAsync<string>(connection, "select pg_current_xact_id()::xid::text", cancel);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(Pause, cancel))
        {
            await using var older = new NpgsqlCommand(
                "select exists (select from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' and age(backend_xmin) > "
                    + "age($1::xid))",
                connection
            );
            older.Parameters.Add(new() { Value = now, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown });
            if (await older.ExecuteScalarAsync(cancel) is false)
                return true;
        }

        return false;
    }

    internal static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}
