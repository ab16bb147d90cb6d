using CustomerPerformanceTracker.Readings.Customers;

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
    public async Task Corrections_and_a_rebuild_leave_the_same_rows()
    {
        await ImportAsync(answer => answer % 40, answer => answer % 40 % 2);
        await engine.ImportAsync(["""{"id":"back","type":"retraction","campaign":"spring","occurredAt":"2025-02-01T12:00:00Z","corrects":"a7"}"""]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var check = await engine.Projector.CheckAsync(new CustomerDayProjection(engine.Settings), progress: null, CancellationToken.None);

        // What was taken back is a row of the day on which that was received.
        (check.Rows, check.Differences).ShouldBe((161, 0));
        (await EffectAsync()).ShouldBeInRange(3.5, 4.2);
    }

    private async Task ImportAsync(Func<int, int> customer, Func<int, int> score)
    {
        await engine.ImportAsync(
            Enumerable
                .Range(0, 160)
                .Select(answer =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""
                        {"id":"a{{answer}}","type":"survey_answer","campaign":"spring","occurredAt":"{{First.PlusDays(
                            answer % 27
                        ):uuuu-MM-dd}}T12:00:00Z","customer":"c{{customer(answer)}}","kpi":"trust","score":{{score(answer)}},"scale":[0,1]}
                        """
                    )
                )
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<double> EffectAsync()
    {
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        return (await engine.Customers.ReadAsync(campaign, First.PlusDays(-28), First, Last, Cursors.Now, CancellationToken.None))["trust"].Now;
    }
}
