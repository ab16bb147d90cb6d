using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using Npgsql;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Folds what customers did and said into view.customer_act, inside PostgreSQL, with one statement a range of seals.</summary>
public sealed class CustomerActProjection(WorkspaceSettings settings) : IProjection
{
    public const string StoredName = "customer_acts";

    public string Name => StoredName;

    /// <summary>2: acts carry own dimensions, and orders the cost of their goods.</summary>
    public int Shape => 2;

    /// <summary>The own dimensions that acts carry.</summary>
    public async Task<string> FormAsync(CancellationToken cancel) => (await settings.DimensionsAsync(cancel)).Form;

    public async Task FoldAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        int generation,
        SealNumber after,
        SealNumber through,
        CampaignPick campaigns,
        CancellationToken cancel
    )
    {
        await CellProjection.AddOwnAsync(connection, workspace, StoredName, generation, after, through, campaigns, cancel);
        await connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(CustomerActProjection), "fold-customer-acts"),
            [workspace.Id, generation, after.Value, through.Value, campaigns.Named, campaigns.IsOnly],
            cancel
        );
    }

    /// <summary>The last seal that is folded; none before the first fold.</summary>
    internal static async Task<SealNumber> FoldedAsync(Database database, Workspace workspace, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement("select seal from view.projection where workspace = $1 and name = $2 and live", workspace.Id, StoredName);
        return await command.FirstAsync(row => new SealNumber(row.Get<int>("seal")), cancel);
    }

    public Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel) =>
        connection.ExecuteLongAsync("delete from view.customer_act where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);

    public Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel) =>
        GenerationComparison.RunAsync(connection, SqlFile.Beside(typeof(CustomerActProjection), "compare-customer-acts"), workspace, left, right, cancel);
}
