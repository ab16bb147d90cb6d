namespace CustomerPerformanceTracker.Tracker.Tests.Customers;

public sealed class CustomerEffectsTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly LocalDate First = new(2025, 1, 1);
    private static readonly LocalDate Last = First.PlusDays(27);

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Each of 40 customers says the same four times: four answers are worth one, so the effect is 4, with the factor of 40 clusters.
    [Fact]
    public async Task Four_equal_answers_of_a_customer_are_worth_one()
    {
        await ImportAsync(answer => answer % 40, answer => answer % 40 % 2);

        (await EffectAsync()).ShouldBe(4 * 40 / 39.0, 1e-6);
    }

    [Fact]
    public async Task Customers_who_answer_once_have_no_effect_to_speak_of()
    {
        await ImportAsync(answer => answer, answer => answer % 2);

        (await EffectAsync()).ShouldBe(160 / 159.0, 1e-6);
    }

    [Fact]
    public async Task What_was_taken_back_widens_nothing()
    {
        await ImportAsync(answer => answer % 40, answer => answer % 40 % 2);
        var before = await EffectAsync();
        await engine.ImportAsync(["""{"id":"back","type":"retraction","campaign":"spring","occurredAt":"2025-02-01T12:00:00Z","corrects":"a7"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await EffectAsync()).ShouldBeInRange(3.5, before - 0.01);
    }

    // The second file comes at the same hour of the same day: days do not tell it from the first, the seal does.
    [Fact]
    public async Task At_a_seal_what_was_recorded_later_on_its_day_widens_nothing()
    {
        await ImportAsync(answer => answer, answer => answer % 2);
        var sealedAt = await engine.Cells.FoldedAsync(CancellationToken.None);
        await ImportAsync(answer => answer % 40, answer => answer % 40 % 2, "b");

        (await EffectAsync(sealedAt)).ShouldBe(160 / 159.0, 1e-6);
        (await EffectAsync()).ShouldBeGreaterThan(1.5);
    }

    // Customers' acts are folded before the cells: for a moment there are more of them than a reading has answers.
    [Fact]
    public async Task A_reading_of_now_takes_no_act_behind_the_last_seal_of_its_cells()
    {
        await ImportAsync(answer => answer, answer => answer % 2);
        var before = (await CardAsync(engine)).Whole.Kpis.Single(row => row.Kpi == Kpi.Trust);
        await engine.ImportAsync(Answers(answer => answer % 40, answer => answer % 40 % 2, "b"));
        foreach (var projection in engine.Projections.Where(projection => projection != engine.CellFold))
            await engine.Projector.CatchUpAsync(projection, progress: null, CancellationToken.None);

        var fresh = await Engine.OpenAsync(engine.Database, engine.Workspace.Name, engine.Workspace.Zone, clock, CancellationToken.None);
        (await CardAsync(fresh)).Whole.Kpis.Single(row => row.Kpi == Kpi.Trust).ShouldBe(before);
    }

    [Fact]
    public async Task Acts_that_could_not_be_folded_are_told_by_the_reading_that_lacks_them()
    {
        await ImportAsync(answer => answer, answer => answer % 2);
        await workspaces.ExecuteAsync($"alter table view.customer_act add constraint no_more check (workspace <> {engine.Workspace.Id}) not valid");
        try
        {
            await ImportAsync(answer => answer, answer => answer % 2, "b");
        }
        finally
        {
            await workspaces.ExecuteAsync("alter table view.customer_act drop constraint no_more");
        }

        (await CardAsync(engine)).NotFolded.ShouldNotBeNull().Signals.ShouldBe(160);
    }

    private async Task ImportAsync(Func<int, int> customer, Func<int, int> score, string id = "a")
    {
        await engine.ImportAsync(Answers(customer, score, id));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static IEnumerable<string> Answers(Func<int, int> customer, Func<int, int> score, string id) =>
        Enumerable
            .Range(0, 160)
            .Select(answer =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""
                    {"id":"{{id}}{{answer}}","type":"survey_answer","campaign":"spring","occurredAt":"{{First.PlusDays(
                        answer % 27
                    ):uuuu-MM-dd}}T12:00:00Z","customer":"c{{customer(answer)}}","kpi":"trust","score":{{score(answer)}},"scale":[0,1]}
                    """
                )
            );

    private static async Task<CampaignScorecard> CardAsync(Engine engine) =>
        (
            await engine.Scorecards.ReadAsync(
                new ScorecardQuestion("spring", Cursors: Cursors.Now with { At = new DayCursor(Last, null) }),
                CancellationToken.None
            )
        )!;

    private async Task<double> EffectAsync(SealNumber? seal = null)
    {
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        var through = seal ?? await engine.Cells.FoldedAsync(CancellationToken.None);
        return (await engine.Customers.ReadAsync(campaign, First.PlusDays(-28), First, Last, Cursors.Now, through, CancellationToken.None))["trust"].Now;
    }
}
