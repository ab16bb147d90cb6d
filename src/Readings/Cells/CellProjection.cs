using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Instruments;
using Npgsql;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// Folds signals into view.cell and view.campaign_day, inside PostgreSQL, with one statement a range of seals; the same one live and in a rebuild.
/// </summary>
public sealed class CellProjection(WorkspaceSettings settings) : IProjection
{
    public const string StoredName = "cells";

    public string Name => StoredName;

    /// <summary>2: cells carry the scale of answers.</summary>
    public int Shape => 2;

    /// <summary>The own dimensions that cells are apart by, and the instruments that answers are read by.</summary>
    public async Task<string> FormAsync(CancellationToken cancel) =>
        (await settings.InstrumentsAsync(seal: null, cancel)).Form(await settings.DimensionsAsync(cancel));

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
        await AddOwnAsync(connection, workspace, StoredName, generation, after, through, campaigns, cancel);
        await AddInstrumentsAsync(connection, workspace, StoredName, generation, cancel);
        await connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(CellProjection), "fold-cells"),
            [workspace.Id, generation, workspace.Zone, after.Value, through.Value, campaigns.Named, campaigns.IsOnly],
            cancel
        );
    }

    /// <summary>Gives numbers to the KPIs of instruments that a projection was formed with: a KPI made of other questions is named by no signal.</summary>
    internal static Task AddInstrumentsAsync(NpgsqlConnection connection, Workspace workspace, string projection, int generation, CancellationToken cancel) =>
        connection.ExecuteLongAsync(SqlFile.Beside(typeof(CellProjection), "add-instruments"), [workspace.Id, projection, generation], cancel);

    /// <summary>Gives numbers to combinations of own dimensions' values that a projection, which was formed with them, is about to fold.</summary>
    internal static Task AddOwnAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        string projection,
        int generation,
        SealNumber after,
        SealNumber through,
        CampaignPick campaigns,
        CancellationToken cancel
    ) =>
        connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(CellProjection), "add-own"),
            [workspace.Id, generation, projection, after.Value, through.Value, campaigns.Named, campaigns.IsOnly],
            cancel
        );

    public async Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel)
    {
        await connection.ExecuteLongAsync("delete from view.cell where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);
        await connection.ExecuteLongAsync("delete from view.arrival where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);
        await connection.ExecuteLongAsync("delete from view.campaign_folds where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);
        await connection.ExecuteLongAsync("delete from view.campaign_day where workspace = $1 and generation = $2", [workspace.Id, generation], cancel);
    }

    public Task<(long Rows, long Differences)> CompareAsync(NpgsqlConnection connection, Workspace workspace, int left, int right, CancellationToken cancel) =>
        GenerationComparison.RunAsync(connection, SqlFile.Beside(typeof(CellProjection), "compare-cells"), workspace, left, right, cancel);
}
