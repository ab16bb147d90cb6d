using CustomerPerformanceTracker.Loop.SelfCheck;
using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Tracker.Tests.SelfCheck;

/// <summary>A self-check of a workspace, now and at a seal.</summary>
public sealed class SelfCheckReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_empty_workspace_cannot_be_told_anything()
    {
        var engine = await workspaces.NewAsync(clock);

        var report = await engine.SelfCheck.ReadAsync(90, Cursors.Now, progress: null, CancellationToken.None);

        report.Ok.ShouldBeFalse();
        report.From.ShouldBeNull();
        report.Questions.ShouldAllBe(question => question.Answer == CheckAnswer.CannotBeTold);
    }

    [Fact]
    public async Task The_same_seal_gives_the_same_answers_after_more_came()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(
            "{ name: p, logic: { kpi: visits }, emotion: { kpi: trust } }",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
        await engine.ImportAsync(Days(0, 120));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var first = await ToldAsync(engine, seal: null);
        var seal = first.Cursors.Seal;

        await engine.ImportAsync(Days(120, 150));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var (again, now) = (await ToldAsync(engine, seal), await ToldAsync(engine, seal: null));

        Json.Bytes(again).ShouldBe(Json.Bytes(first));
        now.Window!.To.ShouldBe(again.Window!.To.PlusDays(30));
        Json.Bytes(now).ShouldNotBe(Json.Bytes(first));
        var watch = again.Questions[^1].Looks.Single(look => look.What == "watch").Watch!;
        watch.Falls.Select(fall => fall.Points).ShouldBe([3, 5, 10]);
        watch.AnswersAWeek.ShouldBe(280, 1e-9);
        again.Questions[2].Looks.Single(look => look.What == "joined_answers").Number!.Value.ShouldBe(0.5, 0.01);
    }

    [Fact]
    public async Task An_answer_that_an_instrument_reads_too_is_one_answer()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetInstrumentsAsync(
            "instruments: [ { kpi: faith, kind: likert, items: [ { question: trust, scale: [1, 5] } ] } ]",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
        await engine.ImportAsync(Days(0, 120));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var looks = (await ToldAsync(engine, seal: null)).Questions[2].Looks;

        looks.Single(look => look.What == "joined_answers").Number!.Value.ShouldBe(0.5, 0.01);
    }

    [Fact]
    public async Task Falls_are_played_again_where_another_day_or_another_policy_is_and_not_before()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(Days(0, 120));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        var closed = new LocalDate(2025, 4, 20);

        var first = await PromiseAsync(drop: 1, closed);
        await engine.ImportAsync(Days(120, 125));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        (await PromiseAsync(drop: 1, closed)).ShouldBeSameAs(first);
        (await PromiseAsync(drop: 2, closed)).ShouldNotBeSameAs(first, "the policy counts another fall");
        (await PromiseAsync(drop: 2, closed.PlusDays(-10))).ShouldNotBeSameAs(await PromiseAsync(drop: 2, closed), "fewer days were over");

        async Task<WatchPromise> PromiseAsync(int drop, LocalDate until)
        {
            var policy = Policy.Parse($"{{ name: p, logic: {{ kpi: visits }}, emotion: {{ kpi: trust, drop: {drop} }} }}");
            var pair = new WatchPair(policy, campaign, "spring", Answers: 1);
            return (await engine.Get<NoticeReader>().OfAsync(pair, until, seal: null, CancellationToken.None)).ShouldHaveSingleItem().Promise;
        }
    }

    [Fact]
    public async Task Answers_of_a_day_that_is_not_over_were_asked_for()
    {
        var engine = await workspaces.NewAsync(clock);
        await engine.ImportAsync(Days(0, 1));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        var policy = Policy.Parse("{ name: p, logic: { kpi: visits }, emotion: { kpi: trust } }");
        var (eve, expected) = (new LocalDate(2024, 12, 31), new WatchPower.NotYet(new LocalDate(2025, 2, 25)));

        var pair = new WatchPair(policy, campaign, "spring", Answers: 40);
        var promise = (await engine.Get<NoticeReader>().OfAsync(pair, eve, seal: null, CancellationToken.None)).ShouldHaveSingleItem().Promise;
        var received = await engine.Get<ReceivedDays>().ReadAsync(campaign, DayBatches.By(policy), LocalDate.MaxIsoValue, Cursors.Now, CancellationToken.None);
        var power = PowerReader.Of(policy, "spring", received, eve);

        promise.ShouldBe(new WatchPromise(expected, AnswersAWeek: 0, Halved: null));
        power.Simulated.ShouldHaveSingleItem().Power.ShouldBe(expected);
        power.IsNever.ShouldBeFalse();
    }

    private static async Task<SelfCheckView> ToldAsync(Engine engine, int? seal)
    {
        var cursors = new Cursors(Seal: seal is { } number ? new SealNumber(number) : null);
        return SelfCheckView.Of(await engine.SelfCheck.ReadAsync(90, cursors, progress: null, CancellationToken.None));
    }

    // Two customers answer each day, of whom one visited before.
    private static IEnumerable<string> Days(int from, int until)
    {
        for (var day = from; day < until; day++)
        {
            var at = $"{new LocalDate(2025, 1, 1).PlusDays(day):uuuu'-'MM'-'dd}T12:00:00Z";
            yield return $$"""{"id":"v{{day}}","type":"visit","campaign":"spring","customer":"c1","touchpoint":"shop","occurredAt":"{{at}}","count":50}""";
            yield return $$"""{"id":"a{{day}}","type":"survey_answer","campaign":"spring","customer":"c1","kpi":"trust","score":{{3 + (day % 2)}},"scale":[1,5],"occurredAt":"{{at}}","count":20}""";
            yield return $$"""{"id":"b{{day}}","type":"survey_answer","campaign":"spring","customer":"c2","kpi":"trust","score":4,"scale":[1,5],"occurredAt":"{{at}}","count":20}""";
        }
    }
}
