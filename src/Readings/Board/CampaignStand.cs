using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Board;

/// <summary>Where a campaign stands beside the others.</summary>
/// <param name="Folded">The last seal folded into the cells.</param>
/// <param name="Seal">The workspace's last seal; <paramref name="Journal"/> is the end of its journal.</param>
/// <param name="Folds">
/// How many folds brought something for the campaign's cells. Between two equal numbers of one generation none of them has changed.
/// </param>
internal readonly record struct CampaignStand(
    string Campaign,
    int Generation,
    SealNumber Folded,
    SealNumber Seal,
    Position Journal,
    long Folds,
    NotFolded? NotFolded
)
{
    /// <summary>Every campaign that has cells, by name, read at one moment.</summary>
    public static async Task<IReadOnlyList<CampaignStand>> ReadAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(CampaignStand), "stands"), workspace.Id);
        return await command.ListAsync(
            row => new CampaignStand(
                row.Text("text"),
                row.Get<int>("generation"),
                new SealNumber(row.Get<int>("seal")),
                new SealNumber(row.Get<int>("seals")),
                new Position(row.Get<long>("journal")),
                row.Get<long>("folds"),
                row.Find<int>("folded") is { } behind ? new NotFolded(new SealNumber(behind), row.Get<long>("signals"), row.Get<Instant>("since")) : null
            ),
            cancel
        );
    }
}
