namespace CustomerPerformanceTracker.Tracker.Tests.Cells;

public sealed class CellProjectionTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(RandomHistory.Start.AddDays(80));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("view.cell", "count")]
    [InlineData("view.cell", "amount")]
    [InlineData("view.cell", "score_sum")]
    [InlineData("view.cell", "score_squares")]
    [InlineData("view.cell", "amount_squares")]
    [InlineData("view.cell", "received_day")]
    [InlineData("view.cell", "recorded_day")]
    [InlineData("view.cell", "segment")]
    [InlineData("view.cell", "own")]
    [InlineData("view.campaign_day", "count")]
    [InlineData("view.campaign_day", "score_sum")]
    [InlineData("view.campaign_day", "occurred_day")]
    public async Task A_check_finds_one_changed_cell_and_a_rebuild_mends_it(string table, string column)
    {
        await ImportAsync(seed: 5);

        (
            await ExecuteAsync(
                $"update {table} set {column} = {column} + 1 where ctid = (select min(ctid) from {table} where workspace = {engine.Workspace.Id})"
            )
        ).ShouldBe(1);
        var changed = await CheckAsync();
        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);

        changed.Differences.ShouldBe(2);
        (await CheckAsync()).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_check_finds_a_cell_that_is_gone()
    {
        await ImportAsync(seed: 5);

        await ExecuteAsync($"delete from view.cell where ctid = (select max(ctid) from view.cell where workspace = {engine.Workspace.Id})");

        (await CheckAsync()).Differences.ShouldBe(1);
    }

    [Fact]
    public async Task Rebuilding_twice_gives_the_same_rows()
    {
        await ImportAsync(seed: 6);
        var live = await RowsAsync();

        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);
        var once = await RowsAsync();
        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);
        var twice = await RowsAsync();

        live.Count.ShouldBeGreaterThan(100);
        once.ShouldBe(live);
        twice.ShouldBe(live);
    }

    [Theory]
    [InlineData(7)]
    public async Task A_rebuild_while_appends_go_on_ends_equal_to_the_live_rows_row_for_row(int seed)
    {
        await ImportAsync(seed);
        var more = new RandomHistory(seed + 1, signals: 400).Lines.Select(line =>
            line.Text.Replace("\"id\":\"", "\"id\":\"more-", StringComparison.Ordinal)
                .Replace("\"corrects\":\"", "\"corrects\":\"more-", StringComparison.Ordinal)
        );
        var writer = Task.Run(async () =>
        {
            var other = await workspaces.AgainAsync(engine, clock);
            foreach (var piece in more.Chunk(15))
            {
                await other.ImportAsync(piece);
                await other.Projector.CatchUpAsync(other.CellFold, progress: null, CancellationToken.None);
            }
        });

        do
        {
            await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);
            (await CheckAsync()).Differences.ShouldBe(0, $"seed {seed}");
        } while (!writer.IsCompleted);
        await writer;

        var rebuilt = await RowsAsync();
        await engine.Projector.RebuildAsync(engine.CellFold, progress: null, CancellationToken.None);
        (await RowsAsync()).ShouldBe(rebuilt, $"seed {seed}");
        (await CheckAsync()).Differences.ShouldBe(0, $"seed {seed}");
    }

    [Fact]
    public async Task Workspaces_and_their_rebuilds_leave_one_another_alone()
    {
        await ImportAsync(seed: 8);
        var live = await RowsAsync();
        var other = await workspaces.NewAsync(clock);
        await other.ImportAsync(new RandomHistory(9, signals: 50).Lines.Select(line => line.Text));
        await other.CatchUpAsync(progress: null, CancellationToken.None);

        await other.Projector.RebuildAsync(other.CellFold, progress: null, CancellationToken.None);

        (await RowsAsync()).ShouldBe(live);
    }

    private async Task ImportAsync(int seed)
    {
        await engine.ImportAsync(new RandomHistory(seed, signals: 300).Lines.Select(line => line.Text));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private Task<ProjectionCheck> CheckAsync() => engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None);

    private Task<int> ExecuteAsync(string sql) => workspaces.ExecuteAsync(sql);

    /// <summary>The live rows of both tables without their generation.</summary>
    private async Task<List<string>> RowsAsync()
    {
        const string Live = """
            select line from (select t || ' ' || (row - 'generation')::text as line
              from (select 'cell' as t, to_jsonb(c) as row from view.cell c where c.workspace = $1 and c.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)
                    union all
                    select 'campaign_day', to_jsonb(d) from view.campaign_day d where d.workspace = $1 and d.generation = (select generation from view.projection where workspace = $1 and name = 'cells' and live)) r) l
             order by line collate "C"
            """;
        await using var command = workspaces.Database.Owner.CreateCommand(Live);
        command.Parameters.Add(new() { Value = engine.Workspace.Id });
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync())
            lines.Add(row.GetString(0));
        return lines;
    }
}
