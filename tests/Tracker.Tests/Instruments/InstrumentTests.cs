using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Tracker.Tests.Instruments;

/// <summary>Forty customers answer three statements a day of March, honestly or doubtfully; what a declaration makes of it.</summary>
public sealed class InstrumentTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const string Trust = """
        { kpi: trust, kind: likert, items: [{ question: honest, scale: [1, 5] }, { question: reliable, scale: [1, 5] },
            { question: doubtful, scale: [1, 5], reversed: true }], wordings: [{ from: 2025-03-11, question: honest, text: "They are honest." }] }
        """;

    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly LocalDate First = new(2025, 3, 1);

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_construct_is_the_mean_of_its_questions_whenever_it_was_declared(bool isDeclaredFirst)
    {
        if (isDeclaredFirst)
            await DeclareAsync(Trust);
        await ImportAsync(Statements());
        await DeclareAsync(Trust);

        var trust = await RowAsync("trust");

        // Customers alternate between (5, 4, 1) and (3, 2, 3): (100 + 75 + 100) / 3 and (50 + 25 + 50) / 3.
        trust.N.ShouldBe(120);
        trust.Value!.Value.Value.ShouldBe((275 + 125) / 6.0, 1e-9);
        trust.Note.ShouldBeNull();
        trust.Instrument!.Items.Select(item => (item.Item.Question, item.Answers)).ShouldBe([("honest", 40), ("reliable", 40), ("doubtful", 40)]);
        (await RowAsync("honest")).Value!.Value.Value.ShouldBe(75, 1e-9);
        foreach (var projection in engine.Projections)
            (await engine.Projector.CheckAsync(projection, progress: null, CancellationToken.None)).Differences.ShouldBe(0, projection.Name);
    }

    [Fact]
    public async Task Answers_of_one_customer_to_several_questions_are_no_independent_ones()
    {
        await ImportAsync(Statements());
        await DeclareAsync(Trust);

        (await RowAsync("trust")).DesignEffect!.Value.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Two_statements_run_with_each_other_and_one_against_them_where_it_is_not_reversed()
    {
        await ImportAsync(Statements());
        await DeclareAsync(Trust.Replace(", reversed: true", "", StringComparison.Ordinal));
        var reading = await engine.Instruments.ReadAsync(new("spring", "trust"), CancellationToken.None);
        await DeclareAsync(Trust);
        var mended = await engine.Instruments.ReadAsync(new("spring", "trust"), CancellationToken.None);

        reading!.Complete.ShouldBe(40);
        reading.Items[2].Rest!.Value.ShouldBe(-1, 1e-9);
        // All three follow who is asked alone, so they measure one thing to the last.
        mended!.Alpha!.Interval.Value.ShouldBe(1, 1e-9);
        mended.Items.Select(item => (item.Respondents, Math.Round(item.Mean!.Value, 6))).ShouldBe([(40, 75), (40, 50), (40, 75)]);
    }

    [Fact]
    public async Task An_answer_on_another_scale_is_left_out_and_told()
    {
        await ImportAsync(
            Enumerable.Range(0, 30).Select(i => Answer($"a{i}", "satisfaction", 1 + (i % 5), "1,5", i)).Append(Answer("b", "satisfaction", 10, "0,10", 3))
        );
        (await RowAsync("satisfaction")).Note.ShouldBe("mixed_scales: 0..10, 1..5");

        await DeclareAsync("{ kpi: satisfaction, kind: csat, definition: top_two, scale: [1, 5] }");

        var row = await RowAsync("satisfaction");
        (row.N, row.Value!.Value.Value, row.Note).ShouldBe((30, 40, "other_scale_left_out: 0..10"));
        var reading = await engine.Instruments.ReadAsync(new("spring", "satisfaction"), CancellationToken.None);
        reading!.Items[0].LeftOut.ShouldBe([("0..10", 1L)]);
        (await engine.Trends.ReadAsync(new("spring", "satisfaction"), CancellationToken.None))!.Note.ShouldBe("other_scale_left_out: 0..10");
    }

    [Fact]
    public async Task A_question_of_another_name_gives_the_net_score()
    {
        await ImportAsync(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Answer(
                        $"a{i}",
                        "recommend",
                        i < 12 ? 9
                            : i < 16 ? 7
                            : 3,
                        "0,10",
                        i
                    )
                )
        );
        await DeclareAsync("{ kpi: loyalty, kind: nps, items: [{ question: recommend, scale: [0, 10] }] }");

        (await RowAsync("loyalty")).Value!.Value.Value.ShouldBe(100 * (12 - 4) / 20.0, 1e-9);
    }

    [Fact]
    public async Task Cursors_inside_a_day_read_answers_as_whole_days_do()
    {
        await ImportAsync(Statements());
        await DeclareAsync(Trust);

        var inside = await RowAsync("trust", new Cursors(At: DayCursor.Parse("2025-03-28T22:00:00Z", DateTimeZone.Utc)));

        inside.Value.ShouldBe((await RowAsync("trust")).Value);
    }

    [Fact]
    public async Task An_answer_that_names_no_channel_takes_its_customers_in_a_construct_too()
    {
        await ImportAsync(
            Statements()
                .Concat(
                    Enumerable
                        .Range(0, 40)
                        .Select(i =>
                            $$"""{"id":"v{{i}}","type":"visit","occurredAt":"2025-02-27T08:00:00Z","campaign":"spring","customer":"c{{i}}","channel":"email"}"""
                        )
                )
        );
        await DeclareAsync(Trust);

        var card = await engine.Scorecards.ReadAsync(new("spring", By: SplitBy.Channel), CancellationToken.None);

        card!.By.Single(part => part.Scope == "email").Scorecard.Kpis.Single(kpi => kpi.Kpi.Name == "trust").N.ShouldBe(120);
    }

    [Fact]
    public async Task Another_wording_marks_the_lines_it_is_of()
    {
        await ImportAsync(Statements());
        await DeclareAsync(Trust);

        var trend = await engine.Trends.ReadAsync(new("spring", "honest"), CancellationToken.None);
        var other = await engine.Trends.ReadAsync(new("spring", "reliable"), CancellationToken.None);

        trend!.Wordings.Select(wording => (wording.At, wording.What)).ShouldBe([(new LocalDate(2025, 3, 11), "honest asked as \"They are honest.\"")]);
        other!.Wordings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_break_names_the_wording_just_before_it_as_a_candidate()
    {
        await ImportAsync(
            Enumerable
                .Range(0, 40)
                .SelectMany(day => Enumerable.Range(0, 20).Select(i => Day($"{day}-{i}", day, "honest", i % 10 < (day < 20 ? 8 : 3) ? 5 : 1)))
        );
        await DeclareAsync(Trust.Replace("2025-03-11", "2025-03-21", StringComparison.Ordinal));

        var one = (await engine.Trends.ReadAsync(new("spring", "honest"), CancellationToken.None))!.Breaks.ShouldHaveSingleItem();

        one.Changes.Select(change => (change.Kind, change.Ref)).ShouldContain(("wording_changed", "honest@2025-03-21"));
    }

    [Fact]
    public async Task Fewer_answers_of_those_asked_are_told_beside_the_score()
    {
        await ImportAsync(
            Enumerable
                .Range(0, 84)
                .SelectMany(day =>
                    Enumerable
                        .Range(0, day < 56 ? 20 : 8)
                        .Select(i => Day($"{day}-{i}", day, "trust", i % 2 == 0 ? 5 : 3))
                        .Append(Asked($"s{day}", "survey_sent", day, "trust", 50))
                        .Append(Asked($"o{day}", "survey_seen", day, "trust", 40))
                )
        );

        var card = (await engine.Scorecards.ReadAsync(new("spring"), CancellationToken.None))!.Whole;
        var response = card.Kpis.Single(kpi => kpi.Kpi.Name == "trust").Response!;

        (response.Sent, response.Seen, response.Answered, response.IsOverSeen).ShouldBe((1400, 1120, 224, false));
        (response.Rate.Value, response.Before, response.HasMoved).ShouldBe((0.16, 0.4, true));
        response.Change!.Value.High.ShouldBeLessThan(0);
        card.Sentence.ShouldContain("Those who answer may be others than before, since another share of those asked does: trust 16 % of 1,400, was 40 %.");
    }

    [Fact]
    public async Task A_question_of_several_tells_how_many_answered_and_the_construct_does_not()
    {
        await ImportAsync(Statements().Where((_, i) => i % 3 != 1).Append(Asked("s", "survey_sent", 3, "honest", 100)));
        await DeclareAsync($$"""{{Trust}}, { kpi: candour, kind: likert, items: [{ question: honest, scale: [1, 5] }] }""");

        (await RowAsync("honest")).Response!.Rate.Value.ShouldBe(0.4, 1e-9);
        (await RowAsync("candour")).Response!.Rate.Value.ShouldBe(0.4, 1e-9);
        var trust = await RowAsync("trust");
        trust.Response.ShouldBeNull();
        (trust.N, trust.Note).ShouldBe((80, "question_not_answered: reliable"));
    }

    [Fact]
    public async Task A_response_that_stands_is_not_told_to_have_moved()
    {
        await ImportAsync(
            Enumerable
                .Range(0, 84)
                .SelectMany(day =>
                    Enumerable
                        .Range(0, 18 + (day * 7 % 5))
                        .Select(i => Day($"{day}-{i}", day, "trust", i % 2 == 0 ? 5 : 3))
                        .Append(Asked($"o{day}", "survey_seen", day, "trust", 40))
                )
        );

        var card = (await engine.Scorecards.ReadAsync(new("spring"), CancellationToken.None))!.Whole;
        var response = card.Kpis.Single(kpi => kpi.Kpi.Name == "trust").Response!;

        (response.Sent, response.IsOverSeen, response.HasMoved).ShouldBe((0, true, false));
        card.Sentence.ShouldNotContain("Those who answer");
    }

    [Fact]
    public async Task A_question_that_was_sent_is_no_touch_of_its_customer()
    {
        await ImportAsync([
            """{"id":"s","type":"survey_sent","occurredAt":"2025-03-01T08:00:00Z","campaign":"spring","customer":"c0","channel":"email","kpi":"trust"}""",
            Answer("a", "trust", 4, "1,5", 0),
        ]);

        var card = await engine.Scorecards.ReadAsync(new("spring", By: SplitBy.Channel), CancellationToken.None);

        card!.By.Single(part => part.Scope == "(none)").Scorecard.Kpis.Single(kpi => kpi.Kpi.Name == "trust").N.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_reads_an_instrument_that_is_declared_when_it_has_passed_the_answers()
    {
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Ada, expected: null, CancellationToken.None);
        await ImportAsync(
            DayHistory
                .Lines(Enumerable.Range(0, 121), day => day >= 90 ? 55 : 80)
                .Select(line => line.Replace("\"kpi\":\"trust\"", "\"kpi\":\"honest\"", StringComparison.Ordinal))
        );
        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();

        await DeclareAsync("{ kpi: trust, kind: yes_no, items: [{ question: honest, scale: [0, 1] }] }");

        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Retrospective.ShouldBeTrue();
    }

    [Fact]
    public async Task A_watch_reads_an_instrument_and_its_alert_is_traced_to_the_answers_of_the_questions()
    {
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Ada, expected: null, CancellationToken.None);
        await DeclareAsync("{ kpi: trust, kind: yes_no, items: [{ question: honest, scale: [0, 1] }] }");
        await ImportAsync(
            DayHistory
                .Lines(Enumerable.Range(0, 121), day => day >= 90 ? 55 : 80)
                .Select(line => line.Replace("\"kpi\":\"trust\"", "\"kpi\":\"honest\"", StringComparison.Ordinal))
                // Answers to the name itself are none of the instrument's.
                .Append(DayHistory.Answers(95, 40, 1, more: " directly"))
        );

        var alert = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();
        var behind = (await engine.Traces.FollowAsync(alert.Id, 5, CancellationToken.None)).Answers.ShouldHaveSingleItem();

        var days = Period.DaysBetween(behind.From, behind.To) + 1;
        (behind.Answers, Math.Round(behind.Mean!.Value, 6)).ShouldBe((100 * days, 55));
    }

    private static IEnumerable<string> Statements() =>
        Enumerable
            .Range(0, 40)
            .SelectMany(i =>
                (string[])
                    [
                        Answer($"h{i}", "honest", i % 2 == 0 ? 5 : 3, "1,5", i),
                        Answer($"r{i}", "reliable", i % 2 == 0 ? 4 : 2, "1,5", i),
                        Answer($"d{i}", "doubtful", i % 2 == 0 ? 1 : 3, "1,5", i),
                    ]
            );

    private static string Answer(string id, string question, int score, string scale, int customer) =>
        Signal(
            $$"""
            {"id":"{{id}}","type":"survey_answer","occurredAt":"{{First.PlusDays(customer % 28):uuuu-MM-dd}}T12:00:00Z","campaign":"spring",
            "customer":"c{{customer}}","kpi":"{{question}}","score":{{score}},"scale":[{{scale}}]}
            """
        );

    private static string Day(string id, int day, string question, int score) =>
        Signal(
            $$"""
            {"id":"{{id}}","type":"survey_answer","occurredAt":"{{First.PlusDays(day):uuuu-MM-dd}}T12:00:00Z","campaign":"spring",
            "kpi":"{{question}}","score":{{score}},"scale":[1,5]}
            """
        );

    private static string Asked(string id, string type, int day, string question, int count) =>
        Signal(
            $$"""
            {"id":"{{id}}","type":"{{type}}","occurredAt":"{{First.PlusDays(day):uuuu-MM-dd}}T08:00:00Z","campaign":"spring",
            "kpi":"{{question}}","count":{{count}}}
            """
        );

    private static string Signal(FormattableString json) => json.ToString(CultureInfo.InvariantCulture).Replace("\n", "", StringComparison.Ordinal);

    private async Task ImportAsync(IEnumerable<string> lines)
    {
        await engine.ImportAsync([.. lines]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task DeclareAsync(string entries)
    {
        await engine.Settings.SetInstrumentsAsync($"instruments: [ {entries} ]", Ada, expected: null, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<KpiReading> RowAsync(string kpi, Cursors? cursors = null)
    {
        var card = await engine.Scorecards.ReadAsync(new("spring", WindowDays: 28, Cursors: cursors), CancellationToken.None);
        return card!.Whole.Kpis.Single(row => row.Kpi.Name == kpi);
    }
}
