namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A page is drawn once for all who read it while the workspace stands where it stood, and each reader has a page of their own.</summary>
public sealed class KeptPageTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await PostAsync(SampleExperiment.Signals(customers: 40));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns/spring")]
    [InlineData("/campaigns/spring/review")]
    [InlineData("/changes")]
    [InlineData("/digest")]
    public async Task A_second_reader_has_the_same_page_with_the_own_name_and_token(string path)
    {
        using var ada = await OfAsync("ada <&>", KeyScope.Read, KeyScope.Operate);
        using var bob = await OfAsync("bob", KeyScope.Read, KeyScope.Operate);
        var (first, second) = ("", "");
        // Keys, refusals and further folds move the heads meanwhile, and then a page is drawn anew.
        await Until.TrueAsync(async () =>
        {
            first = await ada.PageAsync(path);
            var drawn = server.Server.Pages.Drawn;
            second = await bob.PageAsync(path);
            return server.Server.Pages.Drawn == drawn;
        });

        first.ShouldContain("Sign out ada &lt;&amp;&gt;<");
        second.ShouldContain("Sign out bob<");
        (await bob.PostAsync("/alerts/none/acknowledge", ("token", await bob.TokenAsync(path)), ("reason", "seen"))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "the form is taken, and there is no such alert"
        );
        (await bob.PostAsync("/alerts/none/acknowledge", ("token", await ada.TokenAsync(path)), ("reason", "seen"))).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task Who_may_less_is_shown_no_form_of_who_may_more()
    {
        using var grace = await OfAsync("grace", KeyScope.Read, KeyScope.Approve);
        const string Proposal =
            """{"campaign":"spring","lever":"funnel","what":"a step less","hypothesis":"less to go wrong","expected":5,"reason":"too many leave"}""";
        (await server.Client.PostAsync("/v1/adjustments", Requests.Json(Proposal))).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var reader = await OfAsync("reader", KeyScope.Read);

        (await grace.PageAsync("/changes")).ShouldContain("/approve\"");
        (await reader.PageAsync("/changes")).ShouldNotContain("/approve\"");
    }

    [Fact]
    public async Task What_came_since_is_on_the_page()
    {
        using var browser = await OfAsync("ada", KeyScope.Read);
        (await browser.PageAsync("/")).ShouldNotContain("late-comer");

        await PostAsync([Signals.Visit("late-1", "late-comer")]);

        (await browser.PageAsync("/")).ShouldContain("late-comer");
    }

    [Fact]
    public async Task Two_names_that_are_written_alike_are_two_pages()
    {
        await PostAsync([Signals.Visit("slash-1", "a/b"), Signals.Visit("slash-2", "a%2Fb")]);
        using var browser = await OfAsync("ada", KeyScope.Read);

        (await browser.PageAsync("/campaigns/a%2Fb")).ShouldContain("<bdi>a/b</bdi>");
        (await browser.PageAsync("/campaigns/a%252Fb")).ShouldContain("<bdi>a%2Fb</bdi>");
    }

    private async Task PostAsync(IEnumerable<string> signals)
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([.. signals])));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
    }

    private async Task<Browser> OfAsync(string person, params KeyScope[] scopes)
    {
        var browser = new Browser(server.Server);
        (await browser.SignInAsync((await server.KeyOfAsync(person, scopes)).Text)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }
}
