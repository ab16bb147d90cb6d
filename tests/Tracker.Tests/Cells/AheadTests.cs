using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Tracker.Tests.Cells;

/// <summary>Two months of history, read before and after signals that are dated in a time that has not come.</summary>
public sealed class AheadTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Days = 60;
    private static readonly LocalDate First = new(2025, 3, 1);
    private static readonly LocalDate Last = First.PlusDays(Days - 1);

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(Enumerable.Range(0, Days).SelectMany(day => Day(First.PlusDays(day), $"d{day}")));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signals_dated_ahead_move_no_default_reading_and_are_told_of(bool history)
    {
        var before = await ReadAllAsync();

        await AddAheadAsync(history);

        (await ReadAllAsync()).ShouldBe(before);
        var card = await CardAsync(Cursors.Now);
        (card.To, card.Ahead).ShouldBe((Last, new Ahead(60, new LocalDate(2126, 11, 28))));
        (await TrendAsync()).Ahead.ShouldBe((Last, new Ahead(60, new LocalDate(2126, 11, 28))));
        Served.Element(ScorecardView.Of(card)).GetProperty("ahead").GetProperty("signals").GetInt64().ShouldBe(60);
        (await engine.Cells.AheadAsync(new LocalDate(2025, 8, 1), CancellationToken.None)).ShouldBe(60);
    }

    [Fact]
    public async Task A_seal_or_a_day_of_knowledge_is_read_to_the_same_day()
    {
        await AddAheadAsync(history: true);
        var seal = (await Log.HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None)).Seal;

        (await CardAsync(new Cursors(Seal: seal))).To.ShouldBe(Last);
        (await CardAsync(new Cursors(Known: new DayCursor(LocalDate.MaxIsoValue.PlusDays(-1), null)))).To.ShouldBe(Last);
    }

    [Fact]
    public async Task Whoever_asks_for_a_day_ahead_gets_it()
    {
        await AddAheadAsync(history: true);

        var card = await CardAsync(new Cursors(At: new DayCursor(new LocalDate(2126, 11, 28), null)));

        (card.To, card.Ahead).ShouldBe((new LocalDate(2126, 11, 28), null));
        card.Whole.Kpis.Single(kpi => kpi.Kpi.Name == "visits").Value!.Value.Value.ShouldBe(50);
    }

    [Fact]
    public async Task A_campaign_of_nothing_but_signals_ahead_is_read_to_the_day_they_came()
    {
        await engine.ImportAsync([Visit("x", "2126-11-28", "autumn")], history: false);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var card = (await engine.Scorecards.ReadAsync(new ScorecardQuestion("autumn"), CancellationToken.None))!;

        (card.To, card.Ahead).ShouldBe((new LocalDate(2025, 8, 1), new Ahead(1, new LocalDate(2126, 11, 28))));
        (await engine.Trends.ReadAsync(new TrendQuestion("autumn"), CancellationToken.None))!.Points.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_ahead_that_was_taken_back_lies_ahead_no_more()
    {
        await engine.ImportAsync([
            Visit("x", "2126-11-28"),
            """{"id":"y","type":"retraction","occurredAt":"2025-04-01T12:00:00Z","campaign":"spring","corrects":"x"}""",
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await CardAsync(Cursors.Now)).Ahead.ShouldBeNull();
    }

    [Fact]
    public async Task A_received_day_that_has_not_come_closes_no_day_and_tells_no_silence()
    {
        await engine.Settings.SetPolicyAsync(Watched, new("ada", "to be told"), expected: null, CancellationToken.None);
        await engine.ImportAsync(Enumerable.Range(1, 30).Select(day => Visit($"f{day}", $"2126-11-{day:00}", count: 50)));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();
        var replay = (await engine.Replays.RunAsync(new ReplayQuestion("spring", [Policy.Parse(Watched)]), CancellationToken.None))!;
        replay.Policies.ShouldHaveSingleItem().Alarms.ShouldBeEmpty();
        replay.Days[^1].Date.ShouldBe(Last);
    }

    private const string Watched = "name: p\nlogic: { kpi: visits }\nemotion: { kpi: trust }\nbaseline: { days: 28 }\nsilence: 14d\n";

    private static IEnumerable<string> Day(LocalDate day, string id) =>
        [
            Visit($"{id}-v", $"{day:uuuu-MM-dd}", count: 50),
            $$"""{"id":"{{id}}-t","type":"survey_answer","occurredAt":"{{day:uuuu-MM-dd}}T12:00:00Z","campaign":"spring","kpi":"trust","score":4,"scale":[1,5],"count":10}""",
        ];

    private static string Visit(string id, string day, string campaign = "spring", int count = 1) =>
        $$"""{"id":"{{id}}","type":"visit","occurredAt":"{{day}}T12:00:00Z","campaign":"{{campaign}}","count":{{count}}}""";

    private async Task AddAheadAsync(bool history)
    {
        await engine.ImportAsync(Day(new LocalDate(2126, 11, 28), "ahead"), history);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<CampaignScorecard> CardAsync(Cursors cursors) =>
        (await engine.Scorecards.ReadAsync(new ScorecardQuestion("spring", Cursors: cursors), CancellationToken.None))!;

    private async Task<TrustTrend> TrendAsync() => (await engine.Trends.ReadAsync(new TrendQuestion("spring"), CancellationToken.None))!;

    /// <summary>Every reading whose end nobody asked for, as text.</summary>
    private async Task<string> ReadAllAsync()
    {
        var (card, trend) = (await CardAsync(Cursors.Now), await TrendAsync());
        var effect = await engine.Effects.MeasureAsync(
            new EffectQuestion("spring", "trust", First.PlusDays(40)) { AfterDays = 100_000 },
            CancellationToken.None
        );
        return string.Join(
            '\n',
            [$"{card.From} {card.To} {effect.To}", Served.Text(CardView.Of(card.Whole)), .. trend.Points.Select(point => point.ToString())]
        );
    }
}
