using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>Teams, voices and the book of changes on pages.</summary>
public sealed class ReadingPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Teams_stand_with_the_figures_and_the_words_of_the_reading()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        await server.Engine.Settings.SetJourneyAsync(
            "journey: [ { touchpoint: shop, stage: buy, team: Sales }, { touchpoint: phone, stage: use, team: Care } ]",
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
        await PostAsync([.. Answers("shop", 60, 20), .. Answers("phone", 30, 50)]);

        var text = WebUtility.HtmlDecode(await browser.PageAsync("/teams?campaign=spring&within=channel"));

        var question = new TeamQuestion("spring", SplitBy.Team, [Dimension.Channel], Kpi.Satisfaction);
        var reading = (await server.Engine.TeamReadings.ReadAsync(question, CancellationToken.None))!;
        reading.Order.Count.ShouldBe(2);
        foreach (var sentence in TeamWords.Told(reading))
            text.ShouldContain(sentence);
        text.ShouldContain("Sales stands");
        foreach (var team in reading.Order)
            text.ShouldContain($"<strong>{TeamWords.Figure(reading, team.Standardised.Value)}</strong>");
    }

    [Theory]
    [InlineData("?campaign=spring&by=flavour", "flavour")]
    [InlineData("?campaign=spring&window=soon", "soon")]
    [InlineData("?campaign=none", "'none' has no signals")]
    public async Task A_question_that_cannot_be_answered_keeps_the_form_and_says_why(string query, string why)
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        await PostAsync([.. Answers("shop", 60, 20)]);

        using var answer = await browser.GetAsync($"/teams{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldMatch($"role=\"alert\">[^<]*{Regex.Escape(why)}");
    }

    [Fact]
    public async Task What_customers_wrote_is_shown_for_a_reason_that_the_journal_keeps_and_no_cache_may_keep_it()
    {
        await PostAsync(Comment("c1", "I cannot cancel <b>anything</b>"), Comment("c2", "all fine"));
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Voices);
        (string, string)[] form = [("campaign", "spring"), ("search", "cancel"), ("only", "channel=email"), ("window", "2w")];

        using var answer = await browser.PostAsync(
            "/voices/sample",
            [("token", await browser.TokenAsync("/voices")), .. form, ("reason", "complaints of May")]
        );
        var unreasoned = await browser.FormAsync("/voices", "/voices/sample", HttpStatusCode.UnprocessableEntity, form);

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("I cannot cancel &lt;b&gt;anything&lt;/b&gt;");
        text.ShouldContain("One comment of one respondent with the words &quot;cancel&quot;");
        text.ShouldNotContain("all fine");
        unreasoned.ShouldContain("Say why");
        unreasoned.ShouldNotContain("cannot cancel");
        var entry = (await server.Engine.Journal.ReadStreamAsync("voices", CancellationToken.None)).ShouldHaveSingleItem();
        (entry.Actor, entry.Reason).ShouldBe(("ada", "complaints of May"));
    }

    [Fact]
    public async Task Whoever_may_not_read_comments_is_told_so_and_finds_no_form()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);

        (await browser.PageAsync("/voices")).ShouldContain("for keys of the scope voices");
        using var refused = await browser.PostAsync("/voices/rose", ("token", await browser.TokenAsync("/")), ("campaign", "spring"), ("reason", "a look"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_change_is_written_into_the_book_and_withdrawn_and_a_wrong_one_keeps_what_was_typed()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        const string Page = "/changes/book";

        await browser.FormAsync(Page, Page, HttpStatusCode.SeeOther, Change("2025-05-04", "2025-05-09"));
        var wrong = await browser.FormAsync(Page, Page, HttpStatusCode.UnprocessableEntity, Change("2025-05-04", "2025-05-01"));

        wrong.ShouldContain("role=\"alert\"");
        wrong.ShouldContain("value=\"prices rose\"");
        var change = (await server.Engine.BookOfChanges.ListAsync(Readings.Cells.Cursors.Now, CancellationToken.None)).ShouldHaveSingleItem();
        (change.What, change.Campaign, change.Reason).ShouldBe(("prices rose", "spring", "for the record"));
        await browser.FormAsync(Page, $"{Page}/{change.Id}/withdraw", HttpStatusCode.SeeOther, ("reason", "it was autumn"));
        WebUtility.HtmlDecode(await browser.PageAsync(Page)).ShouldContain("withdrawn by <bdi>ada</bdi>: <bdi>it was autumn</bdi>");
    }

    private static (string, string)[] Change(string at, string until) =>
        [("kind", "price"), ("what", "prices rose"), ("at", at), ("until", until), ("campaign", "spring"), ("reason", "for the record")];

    private static IEnumerable<string> Answers(string touchpoint, int satisfied, int others) =>
        ((string[])["email", "web"]).SelectMany(channel => (string[])[Answer(touchpoint, channel, 1, satisfied), Answer(touchpoint, channel, 0, others)]);

    private static string Answer(string touchpoint, string channel, int score, int count) =>
        $$"""{"id":"a{{touchpoint}}{{channel}}{{score}}","type":"survey_answer","campaign":"spring","touchpoint":"{{touchpoint}}","channel":"{{channel}}","occurredAt":"2025-05-20T12:00:00Z","kpi":"satisfaction","score":{{score}},"scale":[0,1],"count":{{count}}}""";

    private static string Comment(string customer, string text) =>
        $$"""{"id":"v{{customer}}","type":"survey_answer","campaign":"spring","occurredAt":"2025-05-20T12:00:00Z","channel":"email","customer":"{{customer}}","kpi":"trust","score":1,"scale":[1,5],"comment":"{{text}}"}""";

    private async Task PostAsync(params string[] lines)
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines)));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
    }
}
