namespace CustomerPerformanceTracker.Log.Projections;

/// <summary>Reads and writes view.set_aside for one generation of a projection.</summary>
internal sealed class SetAsides(NpgsqlConnection connection, Workspace workspace, string projection, int generation)
{
    /// <summary>The numbers of the campaigns that are set aside.</summary>
    public async Task<int[]> CampaignsAsync(CancellationToken cancel)
    {
        await using var command = Command("select campaign from view.set_aside where workspace = $1 and projection = $2 and generation = $3 order by campaign");
        return [.. await command.ListAsync(row => row.Get<int>("campaign"), cancel)];
    }

    /// <summary>What is set aside, by campaign.</summary>
    public async Task<IReadOnlyList<(int Campaign, SetAside What)>> ListAsync(CancellationToken cancel)
    {
        await using var command = Command(SqlFile.Beside(typeof(SetAsides), "set-asides"));
        return await command.ListAsync(
            row =>
                (
                    row.Get<int>("campaign"),
                    new SetAside(projection, row.Text("text"), row.Seal("folded"), row.Get<long>("signals"), row.Micros("since"), row.Text("error"))
                ),
            cancel
        );
    }

    /// <summary>Sets a campaign aside from behind seal <paramref name="folded"/> on; its signals are counted by <see cref="CountAsync"/>.</summary>
    public Task AddAsync(int campaign, SealNumber folded, string error, CancellationToken cancel) =>
        RunAsync(SqlFile.Beside(typeof(SetAsides), "set-aside"), [campaign, folded.Value, error], cancel);

    /// <summary>Counts the signals that the seals after one, up to and including another, add to what is set aside.</summary>
    public Task CountAsync(SealNumber after, SealNumber through, CancellationToken cancel) =>
        RunAsync(SqlFile.Beside(typeof(SetAsides), "count-set-aside"), [after.Value, through.Value], cancel);

    public Task FailAsync(int campaign, string error, CancellationToken cancel) =>
        RunAsync(
            "update view.set_aside set error = $5 where workspace = $1 and projection = $2 and generation = $3 and campaign = $4",
            [campaign, error],
            cancel
        );

    public Task DeleteAsync(int campaign, CancellationToken cancel) =>
        RunAsync("delete from view.set_aside where workspace = $1 and projection = $2 and generation = $3 and campaign = $4", [campaign], cancel);

    public Task DeleteAsync(CancellationToken cancel) =>
        RunAsync("delete from view.set_aside where workspace = $1 and projection = $2 and generation = $3", [], cancel);

    private Task<int> RunAsync(string sql, object[] arguments, CancellationToken cancel) =>
        connection.ExecuteLongAsync(sql, [workspace.Id, projection, generation, .. arguments], cancel);

    private NpgsqlCommand Command(string sql, params object[] arguments) => connection.LongStatement(sql, [workspace.Id, projection, generation, .. arguments]);
}
