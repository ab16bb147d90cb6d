using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Tracker.Tests.Trends;

/// <summary>What a trend says beside its line: who moved with it, who answered, on which scale, and that it is read once.</summary>
public sealed class TrendTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Fall = 60;
    private const int Days = 100;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Campaigns_that_fall_together_have_a_common_cause_and_what_is_left_is_ones_own()
    {
        await ImportAsync(day =>
            Enumerable
                .Range(0, 8)
                .SelectMany(c =>
                    Answers(
                        day,
                        $"c{c}",
                        day < Fall ? 80
                            : c == 0 ? 50
                            : 60
                    )
                )
        );

        var fall = (await TrendAsync("c0")).Breaks.ShouldHaveSingleItem();

        var move = fall.Common.ShouldNotBeNull();
        (move.IsCommon, move.Campaigns, move.Alive, move.Direction).ShouldBe((true, 8, 8, Direction.Fall));
        move.Median.ShouldBe(-20, 1e-6);
        move.Own.ShouldBe(-10, 1e-6);
    }

    [Fact]
    public async Task A_campaign_that_falls_alone_has_none()
    {
        await ImportAsync(day => Enumerable.Range(0, 8).SelectMany(c => Answers(day, $"c{c}", day < Fall || c > 0 ? 80 : 60)));

        var move = (await TrendAsync("c0")).Breaks.ShouldHaveSingleItem().Common.ShouldNotBeNull();

        (move.IsCommon, move.Campaigns, move.Alive).ShouldBe((false, 1, 8));
        move.Own.ShouldBe(-20, 1e-6);
    }

    [Fact]
    public async Task A_fall_that_is_who_answered_says_mix()
    {
        // Loyal customers keep to 90, new ones to 50; from the fall on most who answer are new.
        await ImportAsync(day => Answers(day, "spring", 90, day < Fall ? 80 : 20, "loyal").Concat(Answers(day, "spring", 50, day < Fall ? 20 : 80, "new")));

        var who = (await TrendAsync("spring")).Breaks.ShouldHaveSingleItem().Answerers.ShouldNotBeNull();

        who.IsMix.ShouldBeTrue();
        who.Mix!.Dimension.ShouldBe("segment");
        who.Mix.Share.ShouldBe(1, 1e-6);
        who.Jumped.ShouldBeFalse();
    }

    [Fact]
    public async Task A_part_has_a_line_of_its_own()
    {
        await ImportAsync(day => Answers(day, "spring", 90, 80, "loyal").Concat(Answers(day, "spring", day < Fall ? 80 : 50, 20, "new")));

        var fallen = (await PartAsync("segment=new"))!;
        var steady = (await PartAsync("segment=loyal"))!;

        var fall = fallen.Breaks.ShouldHaveSingleItem();
        (fall.Date, fall.Common, fall.CarriedBy.Count, fall.Parts).ShouldBe((Day(Fall), null, 0, null));
        (fallen.Searched.N, fallen.Only!.Value.ToString()).ShouldBe((20 * Days, "segment=new"));
        (steady.Breaks.Count, steady.Searched.N).ShouldBe((0, 80 * Days));
    }

    [Theory]
    [InlineData("segment=old", "No signal of spring has segment=old with these cursors. `cpt scorecard spring --by segment` lists what is.")]
    [InlineData("segmnt=new", "segmnt")]
    [InlineData("new", "Write a dimension and its value")]
    public async Task A_part_that_is_not_there_is_refused(string part, string why)
    {
        await ImportAsync(day => Answers(day, "spring", 80, 5, "new"));

        (await Should.ThrowAsync<RefusedException>(() => PartAsync(part))).Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_jump_of_answers_stands_beside_the_break()
    {
        await ImportAsync(day => Answers(day, "spring", day < Fall ? 80 : 60, day < Fall ? 100 : 300));

        var who = (await TrendAsync("spring")).Breaks.ShouldHaveSingleItem().Answerers.ShouldNotBeNull();

        (who.Before, who.After, who.Jumped, who.IsMix).ShouldBe((100, 300, true, false));
    }

    [Fact]
    public async Task A_slow_decline_is_told_as_a_slide_with_its_two_dates()
    {
        await ImportAsync(day =>
            Answers(
                day,
                "spring",
                day < 20 ? 80
                    : day < 80 ? 80 - ((day - 20) / 3)
                    : 60
            )
        );

        var slide = (await TrendAsync("spring")).Breaks.ShouldHaveSingleItem();

        slide.Shape.ShouldBe(Shape.Slide);
        slide.SlideProbability!.Value.ShouldBeGreaterThan(0.9);
        Period.DaysBetween(Day(20), slide.From).ShouldBeInRange(-10, 10);
        Period.DaysBetween(Day(80), slide.To).ShouldBeInRange(-10, 10);
    }

    [Fact]
    public async Task A_trend_is_kept_until_something_is_recorded()
    {
        await ImportAsync(day => Answers(day, "spring", day < Fall ? 80 : 60));
        var first = await TrendAsync("spring");

        (await TrendAsync("spring")).ShouldBeSameAs(first);
        await ImportAsync(day => Answers(day, "autumn", 80));
        var again = await TrendAsync("spring");

        again.ShouldNotBeSameAs(first);
        again.Breaks[0].Common!.Alive.ShouldBe(2);
    }

    [Fact]
    public async Task Loyalty_is_a_net_score_of_answers_on_the_scale_it_is_defined_on()
    {
        await ImportAsync(day =>
            [
                Line(day, "survey_answer", "spring", "\"kpi\":\"loyalty\",\"score\":10,\"scale\":[0,10],\"count\":6", "promoters"),
                Line(day, "survey_answer", "spring", "\"kpi\":\"loyalty\",\"score\":3,\"scale\":[0,10],\"count\":4", "detractors"),
                Line(day, "survey_answer", "spring", "\"kpi\":\"loyalty\",\"score\":1,\"scale\":[1,5],\"count\":50", "others"),
            ]
        );

        var trend = await TrendAsync("spring", "loyalty");

        trend.Points.ShouldAllBe(point => point.N == 10 && Math.Abs(point.Mean!.Value - 20) < 1e-9);
        trend.Note.ShouldBe($"{Notes.OtherScaleLeftOut}: 1..5");
    }

    [Fact]
    public async Task Sentiment_and_a_survey_question_of_that_name_are_not_added()
    {
        await ImportAsync(day =>
            [
                Line(day, "sentiment", "spring", "\"score\":0,\"scale\":[-1,1],\"count\":5", "read"),
                Line(day, "survey_answer", "spring", "\"kpi\":\"sentiment\",\"score\":5,\"scale\":[1,5],\"count\":50", "asked"),
            ]
        );

        var trend = await TrendAsync("spring", "sentiment");

        trend.Points.ShouldAllBe(point => point.N == 5 && Math.Abs(point.Mean!.Value - 50) < 1e-9);
        trend.Note.ShouldBe(Notes.SurveyLeftOut);
    }

    [Fact]
    public async Task Money_of_two_currencies_is_not_added()
    {
        await ImportAsync(day =>
            [
                Line(day, "conversion", "spring", "\"amount\":\"30.00\",\"currency\":\"EUR\",\"count\":3", "euros"),
                Line(day, "conversion", "spring", "\"amount\":\"700.00\",\"currency\":\"USD\",\"count\":2", "dollars"),
            ]
        );

        var trend = await TrendAsync("spring", "revenue");

        trend.Currency.ShouldBe("EUR");
        trend.Points.ShouldAllBe(point => point.Mean == 3_000);
        trend.Note.ShouldBe(Notes.OtherCurrenciesLeftOut);
    }

    private static LocalDate Day(int day) => DayHistory.First.PlusDays(day);

    private static IEnumerable<string> Answers(int day, string campaign, int happy, int count = 100, string? segment = null)
    {
        var up = happy * count / 100;
        var rest = segment is null ? "" : $"\"segment\":\"{segment}\",";
        yield return Line(
            day,
            "survey_answer",
            campaign,
            string.Create(CultureInfo.InvariantCulture, $"{rest}\"kpi\":\"trust\",\"score\":1,\"scale\":[0,1],\"count\":{up}"),
            $"up {segment}"
        );
        yield return Line(
            day,
            "survey_answer",
            campaign,
            string.Create(CultureInfo.InvariantCulture, $"{rest}\"kpi\":\"trust\",\"score\":0,\"scale\":[0,1],\"count\":{count - up}"),
            $"down {segment}"
        );
    }

    private static string Line(int day, string type, string campaign, string rest, string id) =>
        $$"""{"id":"{{id}} {{campaign}} {{day}}","type":"{{type}}","campaign":"{{campaign}}","occurredAt":"{{Day(day):uuuu-MM-dd}}T12:00:00Z",{{rest}}}""";

    private async Task<TrustTrend?> PartAsync(string part) =>
        await engine.Trends.ReadAsync(
            new TrendQuestion("spring", Only: Only.Parse(part, await engine.Settings.DimensionsAsync(CancellationToken.None))),
            CancellationToken.None
        );

    private async Task ImportAsync(Func<int, IEnumerable<string>> lines)
    {
        (await engine.ImportAsync(Enumerable.Range(0, Days).SelectMany(lines))).Rejected.ShouldBe(0);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private async Task<TrustTrend> TrendAsync(string campaign, string kpi = "trust") =>
        (await engine.Trends.ReadAsync(new TrendQuestion(campaign, kpi), CancellationToken.None))!;
}
