using CustomerPerformanceTracker.Postgres;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// The right to dispatch a workspace's deliveries: a session advisory lock, so of several servers one has it, and that of a killed one is free when the
/// database sees its connection end. The connection is watched: whoever has lost it is told, and stops sending.
/// </summary>
internal sealed class DispatchLease : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly NpgsqlConnection connection;
    private readonly string name;
    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource leaving = new();
    private readonly Task watching;

    private DispatchLease(NpgsqlConnection connection, string name)
    {
        (this.connection, this.name) = (connection, name);
        watching = WatchAsync();
    }

    /// <summary>Cancelled when the lease is nobody's or another's.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Null where another has it.</summary>
    public static async Task<DispatchLease?> TryTakeAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        var lease = $"cpt dispatch {workspace.Id}";
        var opened = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        try
        {
            if (await RunAsync(opened, "select pg_try_advisory_lock(hashtextextended($1, 0))", lease, cancel) is true)
                return new DispatchLease(opened, lease);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        await opened.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await watching;
        try
        {
            // Connections are pooled: the lock would live on with this one.
            await RunAsync(connection, "select pg_advisory_unlock(hashtextextended($1, 0))", name, CancellationToken.None);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The session has ended, and the lock with it.
        }

        await connection.DisposeAsync();
        leaving.Dispose();
        lost.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                // Ends at once when the server closes the session; a peer that is gone without a word is found by the question.
                await connection.WaitAsync(Interval, leaving.Token);
                await RunAsync(connection, "select $1", name, leaving.Token);
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // The lease is given back.
        }
        catch (Exception gone) when (gone is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
            await lost.CancelAsync();
        }
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)Interval.TotalSeconds };
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancel);
    }
}
