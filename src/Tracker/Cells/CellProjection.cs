using CustomerPerformanceTracker.EventLog;
using Npgsql;

namespace CustomerPerformanceTracker.Tracker.Cells;

/// <summary>Folds signals into view.cell and view.campaign_day, inside PostgreSQL, with one statement a range of seals; the same one live and in a rebuild.</summary>
public sealed class CellProjection : IProjection
{
    public const string StoredName = "cells";

    public string Name => StoredName;

    /// <summary>2: cells carry the scale of answers.</summary>
    public int Shape => 2;

    public Task FoldAsync(NpgsqlConnection connection, Workspace workspace, int generation, int after, int through, CampaignPick campaigns, CancellationToken cancel) =>
        RunAsync(connection, SqlFile.Beside(typeof(CellProjection), "fold-cells"), cancel, workspace.Id, generation, workspace.Zone, after, through, campaigns.Named, campaigns.IsOnly);

    public async Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel)
    {
        await RunAsync(connection, "delete from view.cell where workspace = $1 and generation = $2", cancel, workspace.Id, generation);
        await RunAsync(connection, "delete from view.arrival where workspace = $1 and generation = $2", cancel, workspace.Id, generation);
        await RunAsync(connection, "delete from view.campaign_day where workspace = $1 and generation = $2", cancel, workspace.Id, generation);
    }

    public async Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel)
    {
        await using var command = Command(connection, SqlFile.Beside(typeof(CellProjection), "compare-cells"), workspace.Id, left, right);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] arguments)
    {
        await using var command = Command(connection, sql, arguments);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        // A fold of a million rows may take longer than the driver's patience for a statement.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        return command;
    }
}
