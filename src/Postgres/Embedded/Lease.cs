namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// One user's presence at the server: a connection that holds a shared advisory lock. However the user ends, the operating system closes the
/// connection and the lock is gone, so presence can be neither forgotten nor faked by a recycled process number. Whoever gets the exclusive
/// lock is alone, may stop the server, and thereby keeps new users from joining a server that is about to stop.
/// The locks live in the database <c>postgres</c>, out of the way of the product's own.
/// </summary>
internal sealed class Lease : IAsyncDisposable
{
    private const int KeySpace = 0x637074; // "cpt"
    private const int Presence = 1;
    private const int Watch = 2;

    /// <summary>Run by the server's own account in the cluster's folder: the fast shutdown, by process number.</summary>
    private const string StopOnUnix = "read pid < postmaster.pid && kill -INT $pid";

    private readonly NpgsqlConnection presence;

    private Lease(ServerAddress address, NpgsqlConnection connection) => (Address, presence) = (address, connection);

    public ServerAddress Address { get; }

    /// <summary>Null when the server is stopping, not yet ready or just gone: look again.</summary>
    /// <exception cref="EmbeddedPostgresException">The server found at the address serves another folder.</exception>
    public static async Task<Lease?> TryTakeAsync(ServerAddress address, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(address.PresenceConnectionString("cpt lease"));
        try
        {
            await connection.OpenAsync(cancel);
            await RequireFolderAsync(connection, address.Cluster, cancel);
            if (await ScalarAsync<bool>(connection, $"select pg_try_advisory_lock_shared({KeySpace}, {Presence})", cancel))
            {
                await WatchAsync(address, cancel);
                return new Lease(address, connection);
            }
        }
        catch (NpgsqlException away) when (IsAway(away))
        {
            // The next look at the cluster's folder tells whether it is coming or going.
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Returns when the server has dropped the connection.</summary>
    public async Task UntilLostAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
                await presence.WaitAsync(cancel);
        }
        catch (Exception lost) when (lost is NpgsqlException or IOException or InvalidOperationException)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Ends the presence, and asks the server to stop when nobody else is present, without waiting for it; false when it was not asked.
    /// The lock is given back by name, because the end of a connection reaches the server only later, and the next one to leave must be told he is alone.
    /// </summary>
    public async Task<bool> LeaveAsync(CancellationToken cancel)
    {
        var alone = false;
        try
        {
            alone = await ScalarAsync<bool>(presence, $"select pg_try_advisory_lock({KeySpace}, {Presence})", cancel);
            await presence.ExecuteAsync(
                alone ? $"copy (select where false) to program '{await StopCommandAsync(presence, cancel)}'" : "select pg_advisory_unlock_all()",
                [],
                cancel
            );
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The shutdown may well end this connection before it answers.
        }
        return alone;
    }

    public ValueTask DisposeAsync() => presence.DisposeAsync();

    /// <summary>
    /// Leaves a watch in the server unless it has one: a backend that needs no client, and stops the server once nobody is present.
    /// Its statement returns, and its connection is disposed of, when the server stops.
    /// </summary>
    private static async Task WatchAsync(ServerAddress address, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(address.PresenceConnectionString("cpt watch"));
        try
        {
            await connection.OpenAsync(cancel);
            if (!await ScalarAsync<bool>(connection, $"select pg_try_advisory_lock({KeySpace}, {Watch})", cancel))
            {
                await connection.DisposeAsync();
                return;
            }

            await using var prepare = new NpgsqlCommand("select set_config('cpt.stop', $1, false)", connection);
            prepare.Parameters.Add(new NpgsqlParameter<string> { TypedValue = await StopCommandAsync(connection, cancel) });
            await prepare.ExecuteNonQueryAsync(cancel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        _ = RunWatchAsync(connection);
    }

    private static async Task RunWatchAsync(NpgsqlConnection connection)
    {
        await using (connection)
        {
            try
            {
                await connection.ExecuteAsync(SqlFile.Beside(typeof(Lease), "watch"), [], CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // The server has stopped, which is how a watch ends.
            }
        }
    }

    private static async Task<string> StopCommandAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        OperatingSystem.IsWindows()
            ? $"\"{await ScalarAsync<string>(connection, "select setting from pg_config() where name = 'BINDIR'", cancel)}/pg_ctl\" stop -m fast -W -D ."
            : StopOnUnix;

    private static async Task RequireFolderAsync(NpgsqlConnection connection, string cluster, CancellationToken cancel)
    {
        var served = Path.GetFullPath(await ScalarAsync<string>(connection, "show data_directory", cancel));
        if (!string.Equals(served, cluster, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            throw new EmbeddedPostgresException($"The server at {connection.Host} serves {served} and not {cluster}, so nothing was written to it.");
    }

    /// <summary>Class 57: operator intervention, which covers starting up and shutting down; anything else the server says is an answer.</summary>
    private static bool IsAway(NpgsqlException error) =>
        error is not PostgresException || ((PostgresException)error).SqlState.StartsWith("57", StringComparison.Ordinal);

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }
}
