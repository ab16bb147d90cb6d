namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>Detectors whose states are kept tell what detectors tell that are folded from the first day, to the last byte.</summary>
public sealed class KeptStateTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly Authorship Somebody = new("ada", "to be told");

    private readonly SetClock clock = new(At(0));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Environment.GetEnvironmentVariable("CPT_TRUTH") == "long" ? 40 : 2)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Kept_and_refolded_raise_the_same_alerts_in_any_order_of_arrival(int seed)
    {
        var random = new Random(seed);
        var (kept, refolded) = (await workspaces.NewAsync(clock), await workspaces.NewAsync(clock));
        foreach (var engine in new[] { kept, refolded })
            await SetPoliciesAsync(engine, drop: 3);
        foreach (var (step, (lines, newest)) in new KeptHistory(seed).Pieces().Index())
        {
            // The newest day is sometimes today, which is not over, and sometimes long past.
            clock.Now = At(newest) is var noon && noon > clock.Now ? noon.AddDays(random.Next(3) == 0 ? 1 : 0) : clock.Now.AddMinutes(5);
            if (step == 5)
                await Task.WhenAll(ReadInEurosAsync(kept), ReadInEurosAsync(refolded));
            if (step == 9)
                await Task.WhenAll(SetPoliciesAsync(kept, drop: 2), SetPoliciesAsync(refolded, drop: 2));
            if (random.Next(5) == 0)
                kept = await workspaces.AgainAsync(kept, clock);
            refolded = await workspaces.AgainAsync(refolded, clock);
            await ForgetAsync(refolded);
            foreach (var engine in new[] { kept, refolded })
            {
                await engine.ImportAsync(lines);
                await engine.CatchUpAsync(progress: null, CancellationToken.None);
            }

            (await JournalAsync(kept)).ShouldBe(await JournalAsync(refolded), $"seed {seed}, step {step}");
        }

        var alerts = await kept.Alerts.ListAsync(CancellationToken.None);
        alerts.Count.ShouldBeGreaterThan(5, $"seed {seed}: the history has too little to tell");
        alerts.Select(alert => alert.Policy).Distinct().Count().ShouldBe(3);
        alerts.ShouldContain(alert => alert.EndedOn != null);
        alerts.ShouldContain(alert => alert.Scope.Segment == "loyal");
        (await StatesAsync(kept)).ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task History_that_nothing_came_for_is_not_read_again()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Somebody, expected: null, CancellationToken.None);
        await ImportAsync(engine, 0, 150, _ => 80);
        await BreakHistoryAsync(engine, day: 100);

        await ImportAsync(engine, 151, 151, _ => 80);
        await ImportAsync(await workspaces.AgainAsync(engine, clock), 152, 152, _ => 80);

        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_that_comes_late_is_folded_where_it_belongs_and_not_from_the_first_day()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Somebody, expected: null, CancellationToken.None);
        await ImportAsync(engine, 0, 120, _ => 80);
        // Day 149 ends a block of 28 days since 1970: a state of that evening is kept.
        await ImportAsync(engine, 121, 170, _ => 80);
        await BreakHistoryAsync(engine, day: 100);

        await ImportAsync(engine, 160, 160, _ => 80, "late");
        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();

        await ImportAsync(engine, 50, 50, _ => 80, "very late");
        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldNotBeEmpty("day 50 lies before every kept state");
    }

    [Fact]
    public async Task What_is_kept_is_a_few_states_of_each_campaign()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Somebody, expected: null, CancellationToken.None);
        for (var day = 0; day < 400; day += 20)
            await ImportAsync(engine, day, day + 19, _ => 80);

        (await StatesAsync(engine)).ShouldBeInRange(2, 4);
    }

    /// <summary>Makes a fall of what was stored of the days around one, behind everybody's back.</summary>
    private async Task BreakHistoryAsync(Engine engine, int day) =>
        (
            await workspaces.ExecuteAsync(
                $"""
                update view.campaign_day set score_sum = score_sum / 2
                 where workspace = {engine.Workspace.Id} and kind = 9 and received_day between '{DayHistory.First.PlusDays(
                    day
                ):uuuu-MM-dd}' and '{DayHistory.First.PlusDays(day + 10):uuuu-MM-dd}'
                """
            )
        ).ShouldBeGreaterThan(0);

    private async Task ImportAsync(Engine engine, int first, int last, Func<int, int?> happy, string? more = null)
    {
        clock.Now = At(last + 1) is var after && after > clock.Now ? after : clock.Now;
        await engine.ImportAsync(
            more is null ? DayHistory.Lines(Enumerable.Range(first, last - first + 1), happy) : [DayHistory.Answers(first, 10, 1, more: more)]
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static DateTimeOffset At(int day) => new(DayHistory.First.PlusDays(day).ToDateTimeUnspecified().AddHours(12), TimeSpan.Zero);

    private static async Task SetPoliciesAsync(Engine engine, int drop)
    {
        foreach (var (name, logic, by) in new[] { ("by-segment", "conversion_rate", "segment"), ("money", "revenue", ""), ("whole", "conversion_rate", "") })
        {
            await engine.Settings.SetPolicyAsync(
                $$"""
                name: {{name}}
                logic: { kpi: {{logic}}, tolerance: 30% }
                emotion: { kpi: trust, drop: {{drop}} }
                baseline: { days: 28, quantile: 0.05 }
                silence: 10d
                scope: { campaigns: ["*"], by: [{{by}}] }
                """,
                Somebody,
                expected: null,
                CancellationToken.None
            );
        }
    }

    private static Task<Setting> ReadInEurosAsync(Engine engine) =>
        engine.Settings.SetKpisAsync("currency: EUR\nkpis:\n  - { kpi: revenue, weight: 1 }\n", Somebody, expected: null, CancellationToken.None);

    private Task<int> ForgetAsync(Engine engine) => workspaces.ExecuteAsync($"delete from view.watch_state where workspace = {engine.Workspace.Id}");

    private async Task<long> StatesAsync(Engine engine)
    {
        await using var command = workspaces.Database.Owner.CreateCommand($"select count(*) from view.watch_state where workspace = {engine.Workspace.Id}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string[]> JournalAsync(Engine engine) =>
        [
            .. (await engine.Journal.ReadAsync("alert-", CancellationToken.None)).Select(entry =>
                $"{entry.Position} {entry.Stream} {entry.Version} {entry.Type} {entry.Data.GetRawText()}"
            ),
        ];
}
