namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Where a workspace stands: the heads of its logs and how far each projection is. Between two equal ones nothing was recorded, decided or folded, so whatever
/// is read from logs and projections alone reads the same.
/// </summary>
/// <param name="Folded">The last seal folded into the cells.</param>
/// <param name="Projections">The rows of all projections, as text.</param>
public sealed record WorkspaceStand(Position Signals, Position Journal, SealNumber Seal, SealNumber Folded, string Projections)
{
    public static async Task<WorkspaceStand> ReadAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(WorkspaceStand), "standing"), workspace.Id);
        return await command.FirstAsync(
                row => new WorkspaceStand(
                    row.Position("signals"),
                    row.Position("journal"),
                    row.Seal("seals"),
                    new SealNumber(row.Get<int>("folded")),
                    row.Text("projections")
                ),
                cancel
            ) ?? throw new InvalidOperationException($"Workspace {workspace.Name} is gone from the database.");
    }
}
