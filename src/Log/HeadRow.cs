using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Log;

/// <summary>The heads of a workspace's logs as last committed. <paramref name="RecordedAt"/> is microseconds since 1970.</summary>
public sealed record HeadRow(long Signals, long Journal, int Seals, long RecordedAt, byte[] Edge)
{
    public static async Task<HeadRow> ReadAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await ReadAsync(connection, workspace, cancel);
    }

    /// <summary>The head of the workspace's tree, to be kept outside the database.</summary>
    public Checkpoint Checkpoint(Workspace workspace) => Proofs.Checkpoint.Of(workspace.Name, Seals, new RightEdge(Seals, Edge).Root());

    internal static async Task<HeadRow> ReadAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        await using var command = connection.Statement("select signals, journal, seals, recorded_at, edge from log.workspace where id = $1", workspace.Id);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new HeadRow(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), PostgresTime.Read(row, 3), row.GetFieldValue<byte[]>(4))
            : throw new InvalidOperationException($"Workspace {workspace.Name} is gone from the database.");
    }
}
