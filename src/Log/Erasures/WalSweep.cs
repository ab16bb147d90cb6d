namespace CustomerPerformanceTracker.Log.Erasures;

/// <summary>
/// Leaves no segment of the write-ahead log with bytes from before. A checkpoint alone does not: it gives used segments new names and keeps them, as they are,
/// for later. So recycling is off meanwhile, the log is switched through the segments that were kept for later, which overwrites them, and the last checkpoint
/// removes all it has passed. A replica, a replication slot or an archive keeps what it has; those are not the server's own.
/// </summary>
internal sealed class WalSweep(NpgsqlConnection connection)
{
    /// <summary>Until the checkpointer has read its settings again; it does so on a signal and tells nobody.</summary>
    private static readonly TimeSpan SettingsRead = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken cancel)
    {
        var recycles = await Sweep.AskAsync<bool>(connection, "select setting = 'on' from pg_settings where name = 'wal_recycle'", cancel);
        if (recycles)
            await SetAsync("alter system set wal_recycle = off", cancel);
        try
        {
            await connection.ExecuteLongAsync("checkpoint", [], cancel);
            for (var ahead = await Sweep.AskAsync<long>(connection, SqlFile.Beside(typeof(WalSweep), "segments-ahead"), cancel); ahead >= 0; ahead--)
            {
                // An empty message, because a segment without any record is not switched from.
                await connection.ExecuteLongAsync("select pg_logical_emit_message(false, 'cpt', ''); select pg_switch_wal()", [], cancel);
            }

            await connection.ExecuteLongAsync("checkpoint", [], cancel);
        }
        finally
        {
            if (recycles)
                await SetAsync("alter system reset wal_recycle", CancellationToken.None);
        }
    }

    private async Task SetAsync(string setting, CancellationToken cancel)
    {
        await connection.ExecuteLongAsync(setting, [], cancel);
        await connection.ExecuteLongAsync("select pg_reload_conf()", [], cancel);
        await Task.Delay(SettingsRead, cancel);
    }
}
