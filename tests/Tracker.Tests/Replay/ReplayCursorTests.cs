using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Tracker.Tests.Replay;

/// <summary>A campaign replayed at cursors: trust falls on its day 150, which was received on that day.</summary>
public sealed class ReplayCursorTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 150;
    private const int Last = 200;
    private static readonly Policy Watched = Policy.Parse("{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await ImportAsync(0, Last);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task At_an_old_seal_a_replay_has_the_same_bytes_after_more_came_and_days_later()
    {
        var first = ReplayView.Of(await RunAsync(Cursors.Now));
        first.Policies[0].Alerts.Count.ShouldBe(1);

        clock.Now += TimeSpan.FromDays(3);
        await ImportAsync(Last, Last + 100);

        var again = ReplayView.Of(await RunAsync(new Cursors(Seal: new SealNumber(first.Cursors.Seal))));
        Json.Bytes(again).ShouldBe(Json.Bytes(first));
        ReplayView.Of(await RunAsync(Cursors.Now)).Days.Count.ShouldBe(first.Days.Count + 100);
    }

    [Fact]
    public async Task What_was_known_before_the_fall_has_neither_the_alert_nor_the_break()
    {
        var replay = await RunAsync(new Cursors(Known: new DayCursor(Day(Fall - 1), null)));

        replay.Policies[0].Alarms.ShouldBeEmpty();
        replay.Breaks.ShouldBeEmpty();
        replay.Days[^1].Date.ShouldBe(Day(Fall - 1));
    }

    private async Task<CampaignReplay> RunAsync(Cursors cursors) =>
        (await engine.Replays.RunAsync(new ReplayQuestion("spring", [Watched], Cursors: cursors), CancellationToken.None))!;

    private async Task ImportAsync(int from, int until)
    {
        await engine.ImportAsync(Enumerable.Range(from, until - from).SelectMany(Lines));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static LocalDate Day(int day) => new LocalDate(2024, 9, 1).PlusDays(day);

    private static IEnumerable<string> Lines(int day)
    {
        var at = $"{Day(day):uuuu'-'MM'-'dd}T12:00:00Z";
        var happy = (day < Fall ? 160 : 120) + (day % 5);
        yield return $$"""{"id":"v{{day}}","type":"visit","campaign":"spring","occurredAt":"{{at}}","count":2000}""";
        foreach (var (score, count) in ((int, int)[])[(1, happy), (0, 200 - happy)])
            yield return $$"""{"id":"a{{score}}-{{day}}","type":"survey_answer","campaign":"spring","kpi":"trust","score":{{score}},"scale":[0,1],"occurredAt":"{{at}}","count":{{count}}}""";
    }
}
