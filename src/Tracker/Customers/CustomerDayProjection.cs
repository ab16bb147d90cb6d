using CustomerPerformanceTracker.EventLog;
using Npgsql;

namespace CustomerPerformanceTracker.Tracker.Customers;

/// <summary>Folds what customers bought and answered into view.customer_day, inside PostgreSQL, with one statement a range of seals.</summary>
public sealed class CustomerDayProjection : IProjection
{
    public const string StoredName = "customer_days";

    public string Name => StoredName;

    public int Shape => 1;

    public Task FoldAsync(NpgsqlConnection connection, Workspace workspace, int generation, int after, int through, CampaignPick campaigns, CancellationToken cancel) =>
        RunAsync(connection, SqlFile.Beside(typeof(CustomerDayProjection), "fold-customer-days"), cancel, workspace.Id, generation, workspace.Zone, after, through, campaigns.Named, campaigns.IsOnly);

    public Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel) =>
        RunAsync(connection, "delete from view.customer_day where workspace = $1 and generation = $2", cancel, workspace.Id, generation);

    public async Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel)
    {
        await using var command = Command(connection, SqlFile.Beside(typeof(CustomerDayProjection), "compare-customer-days"), workspace.Id, left, right);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] arguments)
    {
        await using var command = Command(connection, sql, arguments);
        await command.ExecuteNonQueryAsync(cancel);
    }

    // A fold of a million rows may take longer than the driver's patience for a statement.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        return command;
    }
}
