using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Npgsql;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Folds what customers did and said into view.customer_act, inside PostgreSQL, with one statement a range of seals.</summary>
public sealed class CustomerActProjection : IProjection
{
    public const string StoredName = "customer_acts";

    public string Name => StoredName;

    public int Shape => 1;

    public Task FoldAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        int generation,
        SealNumber after,
        SealNumber through,
        CampaignPick campaigns,
        CancellationToken cancel
    ) =>
        connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(CustomerActProjection), "fold-customer-acts"),
            [workspace.Id, generation, after.Value, through.Value, campaigns.Named, campaigns.IsOnly],
            cancel
        );

    public Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel) =>
        connection.ExecuteLongAsync("delete from view.customer_act where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);

    public Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel) =>
        GenerationComparison.RunAsync(connection, SqlFile.Beside(typeof(CustomerActProjection), "compare-customer-acts"), workspace, left, right, cancel);
}
