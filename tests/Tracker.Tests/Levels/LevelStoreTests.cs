namespace CustomerPerformanceTracker.Tracker.Tests.Levels;

/// <summary>
/// A fall stays a fall until somebody accepts the level it led to, and then only in readings of that day and later, and of that seal and later.
/// </summary>
public sealed class LevelStoreTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 90;
    private const int Last = 160;

    private static readonly Authorship Dana = new("dana", "the new positioning is what we want");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(DayHistory.Lines(Enumerable.Range(0, Last + 1), day => day >= Fall ? 55 : 80));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Old_damage_is_still_damage_and_says_since_when()
    {
        var card = await CardAsync(Last);

        card.Reading.ShouldBe(Reading.Misleading);
        card.Since.ShouldBe(Day(Fall));
        card.Sentence.ShouldContain("trust fell from 80 to 55, still low since 1 April 2025");
    }

    [Fact]
    public async Task Accepted_level_is_the_yardstick_from_its_first_day_on()
    {
        var accepted = (await engine.Levels.AcceptAsync(DayHistory.Campaign, "trust", At(Last - 20), Dana, CancellationToken.None))!;

        (accepted.From, accepted.To, accepted.Actor, accepted.Reason).ShouldBe((Day(Fall), Day(Last - 20), "dana", Dana.Reason));
        accepted.Value!.Value.ShouldBe(55, 1e-9);
        var trust = (await CardAsync(Last)).Kpis.Single(kpi => kpi.Kpi.Name == "trust");
        (trust.Sure, trust.Yardstick!.From).ShouldBe((Sure.No, Day(Fall)));
        trust.Yardstick.Value.ShouldBe(55, 1e-9);
    }

    [Fact]
    public async Task Reading_of_an_earlier_day_or_seal_does_not_know_of_it()
    {
        var before = (await HeadRow.ReadAsync(engine.Database, engine.Workspace, CancellationToken.None)).Seal;
        await engine.Levels.AcceptAsync(DayHistory.Campaign, "trust", At(Last - 20), Dana, CancellationToken.None);

        (await CardAsync(Last - 21)).Reading.ShouldBe(Reading.Misleading);
        (await CardAsync(Last, before)).Reading.ShouldBe(Reading.Misleading);
        (await CardAsync(Last)).Reading.ShouldBe(Reading.Sustainable);
    }

    [Fact]
    public async Task What_has_no_level_cannot_be_accepted()
    {
        (
            await Should.ThrowAsync<RefusedException>(() => engine.Levels.AcceptAsync(DayHistory.Campaign, "clarity", at: null, Dana, CancellationToken.None))
        ).Message.ShouldContain("cpt levels show spring");
        (await engine.Levels.AcceptAsync("nobody", "trust", at: null, Dana, CancellationToken.None)).ShouldBeNull();
    }

    private static LocalDate Day(int day) => DayHistory.First.PlusDays(day);

    private static DayCursor At(int day) => new(Day(day), null);

    private async Task<Scorecard> CardAsync(int day, SealNumber? seal = null) =>
        (
            await engine.Scorecards.ReadAsync(new ScorecardQuestion(DayHistory.Campaign, Cursors: new Cursors(At: At(day), Seal: seal)), CancellationToken.None)
        )!.Whole;
}
