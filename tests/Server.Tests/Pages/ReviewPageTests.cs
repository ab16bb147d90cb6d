using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Reviews;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A review on a page and in a file has what the route has, and nothing else.</summary>
public sealed partial class ReviewPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Period = "from=2025-04-01&to=2025-04-20";
    private static readonly LocalDate First = new(2025, 2, 1);
    private static readonly LocalDate Fall = new(2025, 4, 5);

    [Fact]
    public async Task Its_figures_and_its_words_are_those_of_the_route()
    {
        await FillAsync("spring");
        await server.Engine.RaiseAsync(SampleAlerts.Make("review-1") with { On = Fall.PlusDays(3), Onset = Fall });
        using var browser = new Browser(server.Server);

        var route = await server.Client.GetJsonAsync($"/v1/reviews/spring?{Period}");
        var page = await TextAsync(browser, $"/campaigns/spring/review?{Period}");

        foreach (var sentence in route.GetProperty("parts").EnumerateObject().SelectMany(part => part.Value.EnumerateArray()))
            page.ShouldContain(sentence.GetString()!);
        page.ShouldContain(route.GetProperty("scorecard").GetProperty("sentence").GetString()!);
        var reading = (await ReviewReading.OfAsync(server.Engine, "spring", new(2025, 4, 1), new(2025, 4, 20), Cursors.Now, CancellationToken.None))!;
        foreach (var row in reading.Review.Scorecard.Whole.Kpis.Where(row => !KpiText.IsAbsent(row)))
            page.ShouldContain($"<td class=\"num\"><strong>{KpiText.Value(row)}</strong></td>\n<td class=\"num wide\">{KpiText.Interval(row)}</td>");
        page.ShouldContain($"<p class=\"lede\"><strong>{ReviewWords.Headline(reading.Review)}</strong>");
        var breaks = ReviewWords.Breaks(reading.Review).ToArray();
        breaks.ShouldContain(one => one.Line.Kpi == "trust");
        foreach (var (line, one) in breaks)
            page.ShouldContain(BreakWords.Told(line, one)[1..]);
        page.ShouldContain("href=\"/alerts/review-1\"");
        page.ShouldContain(ReviewWords.NotLookedAt(reading.Review, reading.Rose).Last());
    }

    [Theory]
    [InlineData("from=2025-04-01&to=2025-04-20", "Something is wrong since 5 April 2025: trust is surely worse than its yardstick.")]
    [InlineData("from=2025-04-10&to=2025-04-20", "Something is wrong since 5 April 2025, before these days: trust is surely worse than its yardstick.")]
    [InlineData("from=2025-03-05&to=2025-04-01", "Nothing is surely wrong: ")]
    [InlineData("from=2025-02-01&to=2025-02-20", "Whether anything is wrong is not known: ")]
    public async Task Its_first_sentence_says_whether_anything_is_wrong_and_since_when(string period, string sentence)
    {
        await FillAsync("first");
        using var browser = new Browser(server.Server);

        WebUtility.HtmlDecode(await browser.PageAsync($"/campaigns/first/review?{period}")).ShouldContain($"<p class=\"lede\"><strong>{sentence}");
    }

    [Fact]
    public async Task Without_a_period_it_is_of_the_four_weeks_to_the_last_day_and_the_campaign_s_page_leads_to_it()
    {
        await FillAsync("weeks");
        using var browser = new Browser(server.Server);

        (await browser.PageAsync("/campaigns/weeks/review?from=&to=")).ShouldContain("24 Mar 2025 to 20 Apr 2025, 28 days");
        var led = LinkPattern().Match(await browser.PageAsync("/campaigns/weeks")).Groups["path"].Value;
        (await browser.PageAsync(WebUtility.HtmlDecode(led))).ShouldContain("24 Mar 2025 to 20 Apr 2025, 28 days");
    }

    [Theory]
    [InlineData("from=2025-04-20&to=2025-04-01", 400, "ends before it begins")]
    [InlineData("from=soon", 400, "'soon' is no date")]
    [InlineData("from=2025-04-01&seal=999999", 400, "seal 999999")]
    public async Task A_period_that_is_none_is_refused_on_a_page(string query, int status, string why)
    {
        await FillAsync("spring");
        using var browser = new Browser(server.Server);

        using var answer = await browser.GetAsync($"/campaigns/spring/review?{query}");

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(why);
    }

    [Fact]
    public async Task A_sealed_address_gives_the_same_bytes_after_more_signals_and_alerts_came()
    {
        await FillAsync("sealed");
        using var browser = new Browser(server.Server);
        var address = WebUtility.HtmlDecode(SealedPattern().Match(await browser.PageAsync($"/campaigns/sealed/review?{Period}")).Groups["path"].Value);
        var before = await browser.MainAsync(address);

        await PostAsync([.. Days("sealed", "later-", _ => 10)]);
        await server.Engine.RaiseAsync(SampleAlerts.Make("sealed-1", "sealed") with { On = Fall.PlusDays(3) });

        address.ShouldContain("&seal=");
        before.ShouldContain("Review of");
        (await browser.MainAsync(address)).ShouldBe(before);
        (await browser.MainAsync($"/campaigns/sealed/review?{Period}")).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_name_is_text_on_the_page_and_in_the_file()
    {
        const string Name = "<script>alert(1)</script> & \"a/b\" \u202e🙂";
        await FillAsync(Name);
        using var browser = new Browser(server.Server);

        var page = await browser.MainAsync($"/campaigns/{Uri.EscapeDataString(Name)}/review?{Period}");
        var file = await FileAsync(Name);

        foreach (var text in (string[])[page, file])
        {
            text.ShouldNotContain("<script");
            text.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;a/b&quot;");
        }
    }

    [Fact]
    public async Task A_file_needs_nothing_else_and_has_the_figures_of_the_page()
    {
        await FillAsync("filed");
        using var browser = new Browser(server.Server);

        var file = await FileAsync("filed");
        var page = await browser.MainAsync($"/campaigns/filed/review?{Period}");

        file.ShouldStartWith("<!DOCTYPE html>");
        file.ShouldContain("<style>:root {");
        file.ShouldContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        foreach (var none in (string[])["<script", "<form", "<a ", "<img", "<link", " src=", " href=", "url(", "@import", " style=", "data-lanes", "<nav"])
            file.ShouldNotContain(none);
        Figures(file).ShouldBe(Figures(page));
        Figures(file).Length.ShouldBeGreaterThan(5);
        file.ShouldContain("<path class=\"e-line\"");
    }

    private static string[] Figures(string text) => [.. FigurePattern().Matches(text).Select(found => found.Value)];

    /// <summary>A page as it reads, with one space or line end between elements.</summary>
    private static async Task<string> TextAsync(Browser browser, string path) =>
        SpacePattern().Replace(WebUtility.HtmlDecode(await browser.PageAsync(path)), "\n");

    private async Task<string> FileAsync(string campaign) =>
        await ReviewFile.RenderAsync(
            server.Engine,
            (await ReviewReading.OfAsync(server.Engine, campaign, new(2025, 4, 1), new(2025, 4, 20), Cursors.Now, CancellationToken.None))!
        );

    private Task FillAsync(string campaign) => PostAsync([.. Days(campaign, "", day => day >= Fall ? 50 : 80)]);

    /// <summary>Eleven weeks of answers and visits, with so many of a hundred that are happy on each day.</summary>
    private static IEnumerable<string> Days(string campaign, string prefix, Func<LocalDate, int> happy) =>
        Enumerable
            .Range(0, 79)
            .Select(day => First.PlusDays(day))
            .SelectMany(day =>
                Signals(happy(day))
                    .Select(line =>
                        line.Replace("DAY", $"{day:uuuu-MM-dd}", StringComparison.Ordinal)
                            .Replace("CAMPAIGN", JsonSerializer.Serialize(campaign), StringComparison.Ordinal)
                            .Replace("ID", prefix + Convert.ToHexString(Encoding.UTF8.GetBytes(campaign)), StringComparison.Ordinal)
                    )
            );

    private static string[] Signals(int happy) =>
        [
            Signal("y", "survey_answer", happy, ",\"kpi\":\"trust\",\"score\":1,\"scale\":[0,1]"),
            Signal("n", "survey_answer", 100 - happy, ",\"kpi\":\"trust\",\"score\":0,\"scale\":[0,1]"),
            Signal("v", "visit", 2_000, ""),
            Signal("c", "conversion", 60, ",\"amount\":\"20.00\",\"currency\":\"EUR\""),
        ];

    private static string Signal(string id, string type, int count, string more) =>
        $$"""{"id":"ID-{{id}}-DAY","type":"{{type}}","campaign":CAMPAIGN,"occurredAt":"DAYT12:00:00Z","count":{{count}}{{more}}}""";

    private async Task PostAsync(params string[] lines)
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json($"[{string.Join(',', lines)}]"));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK, await posted.Content.ReadAsStringAsync());
        await server.FoldedAsync();
    }

    [GeneratedRegex("href=\"(?<path>[^\"]*)\">Review of these days", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("href=\"(?<path>[^\"]*)\">Link to exactly this", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SealedPattern();

    [GeneratedRegex("<td class=\"num\"><strong>[^<]*</strong>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FigurePattern();

    [GeneratedRegex(@"\n\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex SpacePattern();
}
