namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>The smallest projection: how many signals of each campaign there are. It can be told to fail after its rows are written.</summary>
internal sealed class Tally : IProjection
{
    public const string Table =
        "create table view.tally (workspace integer, generation integer, campaign integer, count bigint, primary key (workspace, generation, campaign)); "
        + "grant all on view.tally to cpt_app";

    public string Name => "tally";

    public int Shape { get; init; } = 1;

    /// <summary>Runs in the fold's transaction when its rows are written and its checkpoint has moved.</summary>
    public Func<NpgsqlConnection, Task>? AfterFold { get; set; }

    /// <summary>A signal of this count makes the database refuse the fold of its campaign.</summary>
    public int? Poison { get; set; }

    public int Folds { get; private set; }

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
        Folds++;
        await RunAsync(
            connection,
            """
            insert into view.tally (workspace, generation, campaign, count)
            select $1, $2, campaign, sum(sign * count) from log.contribution($1, $3, $4) where (campaign = any ($5)) = $6 group by campaign
            on conflict (workspace, generation, campaign) do update set count = tally.count + excluded.count
            """,
            workspace.Id,
            generation,
            after.Value,
            through.Value,
            campaigns.Named,
            campaigns.IsOnly
        );
        if (Poison is { } count)
            await RunAsync(
                connection,
                "select 1 / (1 - least(1, count(*))) from log.contribution($1, $2, $3) where (campaign = any ($4)) = $5 and count = $6",
                workspace.Id,
                after.Value,
                through.Value,
                campaigns.Named,
                campaigns.IsOnly,
                count
            );
        if (AfterFold is { } then)
            await then(connection);
    }

    public Task ForgetAsync(NpgsqlConnection connection, Workspace workspace, int generation, CancellationToken cancel) =>
        RunAsync(connection, "delete from view.tally where workspace = $1 and generation = $2", workspace.Id, generation);

    public async Task<(long Rows, long Differences)> CompareAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        int left,
        int right,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(
            """
            with l as (select campaign, count from view.tally where workspace = $1 and generation = $2), r as (select campaign, count from view.tally where workspace = $1 and generation = $3)
            select (select count(*) from l), (select count(*) from (select * from l except all select * from r) d) + (select count(*) from (select * from r except all select * from l) d)
            """,
            connection
        );
        command.Parameters.Add(new() { Value = workspace.Id });
        command.Parameters.Add(new() { Value = left });
        command.Parameters.Add(new() { Value = right });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        await command.ExecuteNonQueryAsync();
    }
}
