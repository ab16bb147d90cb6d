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
        return await command.FirstAsync(
                row => new HeadRow(
                    row.Get<long>("signals"),
                    row.Get<long>("journal"),
                    row.Get<int>("seals"),
                    row.Micros("recorded_at"),
                    row.Get<byte[]>("edge")
                ),
                cancel
            ) ?? throw new InvalidOperationException($"Workspace {workspace.Name} is gone from the database.");
    }
}
