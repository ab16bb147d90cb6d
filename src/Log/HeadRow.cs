using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// The heads of a workspace's logs as last committed: the last position of each log and the last seal. <paramref name="RecordedAt"/> is microseconds since
/// 1970.
/// </summary>
public sealed record HeadRow(Position Signals, Position Journal, SealNumber Seal, long RecordedAt, byte[] Edge)
{
    public static async Task<HeadRow> ReadAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        return await ReadAsync(connection, workspace, cancel);
    }

    /// <summary>The head of the workspace's tree, to be kept outside the database.</summary>
    public Checkpoint Checkpoint(Workspace workspace) => Proofs.Checkpoint.Of(workspace.Name, Seal.Value, new RightEdge(Seal.Value, Edge).Root());

    internal static async Task<HeadRow> ReadAsync(NpgsqlConnection connection, Workspace workspace, CancellationToken cancel)
    {
        await using var command = connection.Statement("select signals, journal, seals, recorded_at, edge from log.workspace where id = $1", workspace.Id);
        return await command.FirstAsync(
                row => new HeadRow(row.Position("signals"), row.Position("journal"), row.Seal("seals"), row.Micros("recorded_at"), row.Get<byte[]>("edge")),
                cancel
            ) ?? throw new InvalidOperationException($"Workspace {workspace.Name} is gone from the database.");
    }
}
