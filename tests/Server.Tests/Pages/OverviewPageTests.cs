namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A list of more campaigns than one page holds, on a server of its own.</summary>
public sealed partial class OverviewPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Many_campaigns_are_listed_a_page_at_a_time_and_counted_together()
    {
        using var browser = new Browser(server.Server);
        using var posted = await server.Client.PostAsync(
            "/v1/signals",
            Requests.Json(Signals.Array([.. Enumerable.Range(0, 60).Select(one => Signals.Visit("m1", $"many-{one:00}"))]))
        );
        await server.FoldedAsync();

        string[] pages = [await browser.MainAsync("/"), await browser.MainAsync("/?page=2")];

        string[] names = [.. pages.SelectMany(page => RowPattern().Matches(page)).Select(row => row.Groups["name"].Value)];
        names.Length.ShouldBe(60);
        names.ShouldBeUnique();
        foreach (var page in pages)
            page.ShouldContain(", 60 campaigns");
        (await browser.GetAsync("/?page=0")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/?page=3")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex(
        "<th scope=\"row\"><a href=\"/campaigns/[^\"]*\"><bdi>(?<name>[^<]*)</bdi>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex RowPattern();
}
