using CustomerPerformanceTracker.Loop.Teams;
using CustomerPerformanceTracker.Readings.Teams;

namespace CustomerPerformanceTracker.Tracker.Tests.Teams;

/// <summary>What teams did about alerts and adjustments: Sales has the shop, Care the phone, and nobody the door.</summary>
public sealed class TeamRecordTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2025, 5, 3, 8, 0, 0, TimeSpan.Zero);
    private static readonly Authorship By = new("ada", "a test");

    private readonly SetClock clock = new(Start);
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock, "UTC");
        await SetMapAsync(shop: "Sales");
        await engine.ImportAsync(((string[])["shop", "phone", "door"]).SelectMany(touchpoint => Answers(touchpoint, "2025-05-03")));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Alerts_that_nobody_answered_are_waited_for_and_not_left_out_of_the_median()
    {
        await engine.RaiseAsync(Enumerable.Range(1, 7).Select(number => At("shop", $"a{number}")));
        foreach (var hours in (int[])[1, 2, 3])
            await AnswerAsync($"a{hours}", hours);
        await TouchAsync(100);

        var alerts = (await ReadAsync()).Teams.Single(team => team.Team == "Sales").Alerts;

        (alerts.Raised, alerts.Answered, alerts.Open, alerts.Over, alerts.Longest).ShouldBe((7, 3, 4, 0, 3.0));
        alerts.OpenSince.ShouldBe(Instant.FromDateTimeOffset(Start));
        // Of those that were answered half were within 2 hours; of all seven half are not.
        alerts.Median!.Value.Value.ShouldBeNull();
        alerts.Median.Value.N.ShouldBe(7);

        await AnswerAsync("a4", 101);
        (await ReadAsync()).Teams.Single(team => team.Team == "Sales").Alerts.Median!.Value.Value.ShouldBe(101);
    }

    [Fact]
    public async Task Below_five_alerts_there_are_times_and_no_median()
    {
        await engine.RaiseAsync(At("shop", "a1"), At("shop", "a2"), At("phone", "b1"));
        await AnswerAsync("a2", 4);
        await TouchAsync(10);

        var alerts = (await ReadAsync()).Teams.Single(team => team.Team == "Sales").Alerts;

        alerts.Median.ShouldBeNull();
        alerts.Times.Select(one => (one.Time, one.IsOver)).ShouldBe([(4, true), (10, false)]);
    }

    [Fact]
    public async Task An_alert_without_an_owner_is_counted_and_of_no_team()
    {
        await engine.RaiseAsync(At("door", "a1"), At("shop", "a2"));

        var records = await ReadAsync();

        (records.Alerts, records.UnownedAlerts, records.UnownedOpen).ShouldBe((2, 1, 1));
        records.Teams.Select(team => (team.Team, team.Alerts.Raised)).ShouldBe([("Care", 0), ("Sales", 1)]);
    }

    [Fact]
    public async Task An_alert_of_the_whole_campaign_is_of_every_team_that_has_a_touchpoint_of_it()
    {
        await engine.RaiseAsync(SampleAlerts.Make("a1"), SampleAlerts.Make("a2", campaign: "summer", touchpoint: "shop"));

        var records = await ReadAsync();

        records.Alerts.ShouldBe(1);
        records.Teams.Select(team => (team.Team, team.Alerts.Raised)).ShouldBe([("Care", 1), ("Sales", 1)]);
    }

    [Fact]
    public async Task An_alert_is_the_team_s_that_owned_the_touchpoint_when_it_was_raised()
    {
        await engine.RaiseAsync(At("shop", "a1"));
        clock.Now = Start.AddHours(1);
        await SetMapAsync(shop: "Store");
        clock.Now = Start.AddHours(2);
        await engine.RaiseAsync(At("shop", "a2"));

        var records = await ReadAsync();

        records.Teams.Select(team => (team.Team, team.Alerts.Raised)).ShouldBe([("Care", 0), ("Sales", 1), ("Store", 1)]);
    }

    [Fact]
    public async Task An_alert_that_ends_or_shows_again_before_anybody_answers_is_over_and_one_found_in_the_past_is_none()
    {
        await engine.RaiseAsync(At("shop", "a1"), At("shop", "a2"));
        clock.Now = Start.AddHours(5);
        await HappenAsync("a1", new AlertEvent.Ended(new LocalDate(2025, 5, 4)));
        await HappenAsync("a2", new AlertEvent.Recurred(At("shop", "a2") with { On = new LocalDate(2025, 5, 6) }));
        await HappenAsync("a2", new AlertEvent.Recurred(At("shop", "a2") with { On = new LocalDate(2025, 4, 1) }));
        await AnswerAsync("a2", 7);

        var alerts = (await ReadAsync()).Teams.Single(team => team.Team == "Sales").Alerts;

        (alerts.Raised, alerts.Answered, alerts.Open, alerts.Over).ShouldBe((3, 1, 0, 2));
        alerts.Times.Select(one => (one.Time, one.IsOver)).ShouldBe([(2, true), (5, false), (5, false)]);
    }

    [Fact]
    public async Task The_same_cursors_give_the_same_bytes_after_more_came()
    {
        await engine.RaiseAsync(Enumerable.Range(1, 6).Select(number => At("shop", $"a{number}")));
        await AnswerAsync("a1", 2);
        await TouchAsync(30);
        var first = await ViewAsync(Cursors.Now);
        var known = new DayCursor(new LocalDate(2025, 5, 2), Instant.FromDateTimeOffset(Start.AddHours(1)));
        var before = await ViewAsync(new Cursors(Known: known));

        foreach (var number in Enumerable.Range(2, 5))
            await AnswerAsync($"a{number}", 30 + number);
        await ProposeAsync("p1", []);
        await TouchAsync(60);

        Json.Bytes(await ViewAsync(new Cursors(Seal: new SealNumber(first.Cursors.Seal)))).ShouldBe(Json.Bytes(first));
        Json.Bytes((await ViewAsync(new Cursors(Known: known))).Records!).ShouldBe(Json.Bytes(before.Records!));
        var (then, now) = (Of(before, "Sales"), Of(await ViewAsync(Cursors.Now), "Sales"));
        (then.Alerts.Raised, then.Alerts.Acknowledged, then.Alerts.Unanswered).ShouldBe((6, 0, 6));
        (now.Alerts.Acknowledged, now.Adjustments.Proposed).ShouldBe((6, 1));
        Of(first, "Sales").Alerts.Acknowledged.ShouldBe(1);

        static TeamRecordView Of(TeamsView view, string team) => view.Records!.Teams.Single(one => one.Team == team);
    }

    [Fact]
    public async Task What_became_of_adjustments_counts_for_those_whose_alerts_they_answer_and_a_share_needs_five_that_are_measured_to_the_end()
    {
        await engine.RaiseAsync(At("shop", "a1"), At("phone", "b1"));
        foreach (var (number, verdict) in ((string[])["kept", "kept", "kept", "reverted", "inconclusive"]).Index())
            await JudgedAsync($"p{number}", ["a1"], verdict);
        await JudgedAsync("p5", ["b1"], "kept");
        await ProposeAsync("p6", ["a1"]);
        await HappenAsync("p6", new AdjustmentEvent.Rejected());
        await ProposeAsync("p7", []);

        var records = await ReadAsync();

        records.Adjustments.ShouldBe(8);
        var (care, sales) = (records.Teams[0].Adjustments, records.Teams[1].Adjustments);
        (sales.Proposed, sales.Approved, sales.Rejected, sales.Applied, sales.Measured).ShouldBe((7, 5, 1, 5, 5));
        (sales.Kept, sales.Reverted, sales.Inconclusive).ShouldBe((3, 1, 1));
        sales.Share.ShouldBe(Statistics.Intervals.Wilson.Interval(3, 5));
        (care.Proposed, care.Kept, care.Share).ShouldBe((2, 1, null));
    }

    [Fact]
    public async Task What_is_compared_by_a_dimension_owns_nothing()
    {
        var reading = await engine.TeamReadings.ReadAsync(new TeamQuestion("spring", SplitBy.Touchpoint, [], Kpi.Satisfaction), CancellationToken.None);

        (await engine.TeamRecords.ReadAsync(reading!, CancellationToken.None)).ShouldBeNull();
    }

    private static Alert At(string touchpoint, string id) => SampleAlerts.Make(id, touchpoint: touchpoint);

    private async Task AnswerAsync(string id, int hours)
    {
        clock.Now = Start.AddHours(hours);
        await engine.Alerts.HandleAsync(id, new AlertCommand.Acknowledge(), expected: null, By, CancellationToken.None);
    }

    private Task HappenAsync(string id, AlertEvent e) =>
        engine.Journal.AppendAsync([new StreamAppend($"alert-{id}", ExpectedVersion.Any, [AlertEvents.Store(e)])], By, CancellationToken.None);

    private Task HappenAsync(string id, params IEnumerable<AdjustmentEvent> events) =>
        engine.Journal.AppendAsync(
            [new StreamAppend($"adjustment-{id}", ExpectedVersion.Any, [.. events.Select(AdjustmentEvents.Store)])],
            By,
            CancellationToken.None
        );

    private Task ProposeAsync(string id, IReadOnlyList<string> alerts) =>
        HappenAsync(
            id,
            new AdjustmentEvent.Proposed(
                new Proposal(
                    "spring",
                    "funnel",
                    "one step less",
                    From: null,
                    To: null,
                    "less to go wrong",
                    "trust",
                    8,
                    new SuccessRule(4, 90, 28, "conversion_rate", 0.1),
                    alerts,
                    new ProposalEvidence(new SealNumber(1), null)
                )
            )
        );

    private async Task JudgedAsync(string id, IReadOnlyList<string> alerts, string verdict)
    {
        var day = new LocalDate(2025, 5, 1);
        await ProposeAsync(id, alerts);
        await HappenAsync(
            id,
            new AdjustmentEvent.Approved(),
            new AdjustmentEvent.Applied(Instant.FromDateTimeOffset(Start), Retrospective: false),
            new AdjustmentEvent.Measured(
                new EffectReading("spring", "trust", "score", day, day.PlusDays(-90), day.PlusDays(27), 900, 300) { Effect = new Effect(9, 7, 11, null) },
                new SealNumber(1),
                IsWhole: true
            ),
            new AdjustmentEvent.Judged(verdict, "so it is")
        );
    }

    /// <summary>Lets time pass: the cursors' time is that of the last seal.</summary>
    private async Task TouchAsync(int hours)
    {
        clock.Now = Start.AddHours(hours);
        await engine.ImportAsync(Answers("shop", "2025-05-03", $"h{hours}"));
    }

    private Task<Setting> SetMapAsync(string shop) =>
        engine.Settings.SetJourneyAsync(
            $"journey: [ {{ touchpoint: shop, stage: buy, team: {shop} }}, {{ touchpoint: phone, stage: use, team: Care }} ]",
            By,
            expected: null,
            CancellationToken.None
        );

    private static IEnumerable<string> Answers(string touchpoint, string day, string more = "")
    {
        foreach (var (score, count) in ((int, int)[])[(1, 30), (0, 10)])
            yield return $$"""{"id":"{{touchpoint}}{{score}}{{more}}","type":"survey_answer","touchpoint":"{{touchpoint}}","occurredAt":"{{day}}T07:00:00Z","campaign":"spring","kpi":"satisfaction","score":{{score}},"scale":[0,1],"count":{{count}}}""";
    }

    private async Task<TeamReading> ReadingAsync(Cursors cursors)
    {
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var question = new TeamQuestion("spring", SplitBy.Team, [], Kpi.Satisfaction, Cursors: cursors);
        return (await engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;
    }

    private async Task<TeamRecords> ReadAsync() => (await engine.TeamRecords.ReadAsync(await ReadingAsync(Cursors.Now), CancellationToken.None))!;

    private async Task<TeamsView> ViewAsync(Cursors cursors)
    {
        var reading = await ReadingAsync(cursors);
        return TeamsView.Of(reading, await engine.TeamRecords.ReadAsync(reading, CancellationToken.None));
    }
}
