namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>What every page keeps to, whatever it shows.</summary>
public sealed partial class PageTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script> & \"sale\" \u202e🙂";

    public async ValueTask InitializeAsync()
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(SampleExperiment.Signals(customers: 60))));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns/spring")]
    [InlineData("/campaigns/spring/review")]
    [InlineData("/digest")]
    [InlineData("/campaigns/spring/signals")]
    [InlineData("/alerts")]
    [InlineData("/changes")]
    [InlineData("/customers")]
    [InlineData("/trace")]
    [InlineData("/self-check")]
    [InlineData("/log")]
    [InlineData("/changes/book")]
    [InlineData("/changes/propose")]
    [InlineData("/imports")]
    [InlineData("/policies")]
    [InlineData("/settings")]
    [InlineData("/teams")]
    [InlineData("/voices")]
    [InlineData("/sign-in")]
    public async Task A_page_loads_nothing_from_elsewhere_and_runs_nothing_but_the_module(string path)
    {
        using var browser = new Browser(server.Server);
        using var answer = await browser.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'; script-src 'self';");
        text.ShouldNotContain(" style=");
        InlinePattern().Matches(text).ShouldBeEmpty();
        ElsewherePattern().Matches(text).ShouldBeEmpty();
        foreach (Match own in OwnPattern().Matches(text))
            (await browser.GetAsync(WebUtility.HtmlDecode(own.Groups["path"].Value))).StatusCode.ShouldBe(HttpStatusCode.OK, own.Value);
    }

    [Fact]
    public async Task A_name_is_text_and_never_markup()
    {
        using var browser = new Browser(server.Server);
        var signals = Signals.Array([
            .. SampleExperiment
                .Signals(customers: 40)
                .Select(signal => signal.Replace("\"spring\"", JsonSerializer.Serialize(Hostile), StringComparison.Ordinal)),
        ]);
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(signals));
        await server.FoldedAsync();

        foreach (var path in (string[])["/", $"/campaigns/{Uri.EscapeDataString(Hostile)}"])
        {
            var text = await browser.PageAsync(path);
            text.ShouldNotContain("<script>alert");
            text.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns/spring")]
    public async Task A_sealed_address_gives_the_same_bytes_however_much_comes_later(string path)
    {
        using var browser = new Browser(server.Server);
        var seal = (await server.Client.GetJsonAsync("/v1/scorecards/spring")).GetProperty("cursors").GetProperty("seal").GetInt32();
        var at = $"{path}?at=2025-05-20&seal={seal}";
        var before = await browser.MainAsync(at);

        using var posted = await server.Client.PostAsync(
            "/v1/signals",
            Requests.Json(
                Signals.Array([
                    .. SampleExperiment.Signals(customers: 40).Select(signal => signal.Replace("\"id\":\"", "\"id\":\"later-", StringComparison.Ordinal)),
                ])
            )
        );
        await server.FoldedAsync();

        before.ShouldContain("spring");
        (await browser.MainAsync(at)).ShouldBe(before);
    }

    [Fact]
    public async Task Empty_fields_of_a_form_are_none_and_a_wrong_one_is_said_on_a_page()
    {
        using var browser = new Browser(server.Server);

        (await browser.PageAsync("/campaigns/spring?at=2025-05-20&known=&seal=")).ShouldContain("20 May 2025");
        using var wrong = await browser.GetAsync("/campaigns/spring?seal=last");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("seal=last is no seal");
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_people_on_a_page_and_to_programs_in_json()
    {
        using var browser = new Browser(server.Server);
        foreach (var path in (string[])["/nothing", "/campaigns/none", "/alerts/none"])
        {
            using var answer = await browser.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }

        await (await server.Client.GetAsync("/campaigns/none")).ShouldBeProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Every_page_refuses_a_parameter_that_it_does_not_know_and_every_command_a_form_without_its_token()
    {
        using var browser = new Browser(server.Server);
        var pages = server.Server.Routes.Where(route => route.Metadata.GetMetadata<PageRoute>() is not null).ToArray();
        pages.Length.ShouldBeGreaterThan(5);

        foreach (var page in pages)
        {
            var path = ParameterPattern().Replace(page.RoutePattern.RawText!, "none");
            var isRead = page.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET");
            using var answer = isRead ? await browser.GetAsync($"{path}?campaing=spring") : await browser.PostAsync(path, ("reason", "seen"));

            // Open pages are what people come to from elsewhere, with whatever was put behind the address on the way.
            if (!isRead || page.Metadata.GetMetadata<RouteScope>()!.Scope is not null)
                answer.StatusCode.ShouldBe(isRead ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden, path);
        }
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex("<script(?![^>]* src=)|\\son\\w+=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex InlinePattern();

    [GeneratedRegex("(src|href|action)=\"(https?:)?//", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ElsewherePattern();

    [GeneratedRegex("(src|href)=\"(?<path>/[^\"#]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex OwnPattern();
}
