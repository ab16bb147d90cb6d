namespace CustomerPerformanceTracker.Tracker.Tests.Cells;

/// <summary>Thirty answers of 0..10, of which 20 promote and 10 detract, beside sixty on other scales whose values fall on its steps.</summary>
public sealed class ScaleTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        Answers("a", 20, 10, "[0,10]"),
        Answers("b", 10, 0, "[0.0, 1e1]"),
        Answers("c", 40, 5, "[1,5]"),
        Answers("d", 10, 100, "[0,100]"),
        """{"id":"e","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring","kpi":"loyalty","score":7,"count":10,"asked":{"scale":[0,10]},"scale":[1,7],"note":"\"scale\":[0,10]"}""",
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(Lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(null)]
    [InlineData("2025-03-01T23:00:00Z")]
    public async Task Scorecard_reads_a_net_score_of_its_own_scale_alone(string? known)
    {
        var cursors = known is null ? Cursors.Now : new Cursors(Known: DayCursor.Parse(known, DateTimeZone.Utc));

        var loyalty = await LoyaltyAsync(cursors);

        loyalty.N.ShouldBe(30);
        loyalty.Value!.Value.Value.ShouldBe(100 * 10 / 30.0, 1e-9);
        loyalty.Note.ShouldBe("other_scale_left_out: 0..100, 1..5, 1..7");
    }

    [Fact]
    public async Task Trend_reads_the_same_answers_as_the_scorecard_and_says_what_it_left_out()
    {
        var trend = (await engine.Trends.ReadAsync(new TrendQuestion("spring", "loyalty"), CancellationToken.None))!;

        var point = trend.Points.ShouldHaveSingleItem();
        point.N.ShouldBe(30);
        point.Mean!.Value.ShouldBe(100 * 10 / 30.0, 1e-9);
        trend.Note.ShouldBe("other_scale_left_out: 0..100, 1..5, 1..7");
    }

    [Fact]
    public async Task Effects_and_detectors_count_the_same_answers()
    {
        var policy = Policy.Parse("name: p\nlogic: { kpi: visits }\nemotion: { kpi: loyalty }\n");
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        var received = await engine.Received.ReadAsync(campaign, [], LocalDate.MaxIsoValue, Cursors.Now, CancellationToken.None);
        var day = new LocalDate(2025, 3, 1);
        var days = await engine.Cells.DaysAsync(campaign, day, day, Cursors.Now, by: null, CancellationToken.None);

        DayBatches.Of(policy, received)[Scope.All].ShouldHaveSingleItem().Answers.ShouldBe(30);
        KpiDays.Of(Kpi.Loyalty, "spring", days, day, day, currency: null)!.Answers.ShouldBe([30]);
    }

    [Fact]
    public async Task Cells_that_were_folded_before_scales_were_known_are_rebuilt_with_them()
    {
        await workspaces.ExecuteAsync(
            $"""
            delete from view.cell where workspace = {engine.Workspace.Id} and scale not in ('', '[1, 5]');
            delete from view.campaign_day where workspace = {engine.Workspace.Id} and scale not in ('', '[1, 5]');
            update view.cell set scale = '' where workspace = {engine.Workspace.Id};
            update view.campaign_day set scale = '' where workspace = {engine.Workspace.Id};
            update view.projection set shape = 1 where workspace = {engine.Workspace.Id}
            """
        );
        var again = await workspaces.AgainAsync(engine, clock);
        (await LoyaltyAsync(Cursors.Now, again)).Note.ShouldBe("not_enough_answers; other_scale_left_out: unknown");

        await again.CatchUpAsync(progress: null, CancellationToken.None);

        (await LoyaltyAsync(Cursors.Now, again)).N.ShouldBe(30);
        (await again.Projector.CheckAsync(again.CellFold, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    private static string Answers(string id, int count, int score, string scale) =>
        $$"""{"id":"{{id}}","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring","kpi":"loyalty","score":{{score}},"scale":{{scale}},"count":{{count}}}""";

    private async Task<KpiReading> LoyaltyAsync(Cursors cursors, Engine? of = null)
    {
        var card = (await (of ?? engine).Scorecards.ReadAsync(new ScorecardQuestion("spring", Cursors: cursors), CancellationToken.None))!;
        return card.Whole.Kpis.Single(kpi => kpi.Kpi.Name == "loyalty");
    }
}
