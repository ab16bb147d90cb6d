using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using Npgsql;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Folds what customers bought and answered into view.customer_day, inside PostgreSQL, with one statement a range of seals.</summary>
public sealed class CustomerDayProjection(WorkspaceSettings settings) : IProjection
{
    public const string StoredName = "customer_days";

    public string Name => StoredName;

    public int Shape => 1;

    /// <summary>The instruments that answers are read by.</summary>
    public async Task<string> FormAsync(CancellationToken cancel) => (await settings.InstrumentsAsync(seal: null, cancel)).Form(dimensions: null);

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
        await CellProjection.AddInstrumentsAsync(connection, workspace, StoredName, generation, cancel);
        await connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(CustomerDayProjection), "fold-customer-days"),
            [workspace.Id, generation, workspace.Zone, after.Value, through.Value, campaigns.Named, campaigns.IsOnly],
            cancel
        );
    }

    public Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel) =>
        connection.ExecuteLongAsync("delete from view.customer_day where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);

    public Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel) =>
        GenerationComparison.RunAsync(connection, SqlFile.Beside(typeof(CustomerDayProjection), "compare-customer-days"), workspace, left, right, cancel);
}
