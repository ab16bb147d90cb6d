namespace CustomerPerformanceTracker.Log.Projections;

/// <summary>
/// A session advisory lock: one rebuild or check of a projection at a time; it ends with the session if its owner dies. Another's is waited for.
/// </summary>
internal sealed class RebuildLease : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly string name;

    private RebuildLease(NpgsqlConnection connection, string name) => (this.connection, this.name) = (connection, name);

    public static async Task<RebuildLease> TakeAsync(NpgsqlConnection connection, Workspace workspace, string projection, CancellationToken cancel)
    {
        var lease = $"cpt rebuild {workspace.Id} {projection}";
        while (true)
        {
            try
            {
                await using var command = connection.LongStatement("select pg_advisory_lock(hashtextextended($1, 0))", lease);
                await command.ExecuteNonQueryAsync(cancel);
                return new RebuildLease(connection, lease);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                // A rebuild takes longer than any wait for a lock; this one begins when the other has ended.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var command = connection.Statement("select pg_advisory_unlock(hashtextextended($1, 0))", name);
        await command.ExecuteNonQueryAsync();
    }
}
