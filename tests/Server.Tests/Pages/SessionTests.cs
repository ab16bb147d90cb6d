namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>Who may look and who may act: sessions of people with a key, and the forms they send.</summary>
public sealed class SessionTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_person_with_a_key_signs_in_looks_and_signs_out()
    {
        var key = await KeyAsync(KeyScope.Read);
        using var browser = new Browser(server.Server);

        using var refused = await browser.GetAsync("/alerts?state=open");
        (refused.StatusCode, refused.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/sign-in?to=%2Falerts%3Fstate%3Dopen"));
        using var wrong = await browser.SignInAsync("cpt_no_key");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var right = await browser.SignInAsync(key);
        (right.StatusCode, right.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/alerts"));
        var token = await browser.TokenAsync("/");
        using var left = await browser.PostAsync("/sign-out", ("token", token));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        var (made, text) = await server.KeyAsync("default", null, KeyScope.Read);
        using var browser = new Browser(server.Server);
        (await browser.SignInAsync(text)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await server.Client.DeleteAsync($"/v1/keys/{made.Id}?reason=gone")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await Until.TrueAsync(async () => (await browser.GetAsync("/")).StatusCode == HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_form_is_taken_from_its_own_page_and_session_alone()
    {
        var key = await KeyAsync(KeyScope.Operate, KeyScope.Read);
        using var browser = new Browser(server.Server);
        using var other = new Browser(server.Server);
        await browser.SignInAsync(key);
        await other.SignInAsync(key);
        var (own, foreign) = (await browser.TokenAsync("/alerts"), await other.TokenAsync("/alerts"));
        const string Command = "/alerts/none/acknowledge";

        async Task<HttpStatusCode> StatusAsync(string site, string token) =>
            (await browser.SendAsync(HttpMethod.Post, Command, site, ("token", token), ("reason", "seen"))).StatusCode;

        (await StatusAsync("same-origin", "")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("same-origin", foreign)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("cross-site", own)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("same-site", own)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("same-origin", own)).ShouldBe(HttpStatusCode.NotFound, "the form is taken, and there is no such alert");
    }

    [Fact]
    public async Task A_key_that_may_read_sends_no_command()
    {
        using var browser = new Browser(server.Server);
        await browser.SignInAsync(await KeyAsync(KeyScope.Read));

        using var answer = await browser.PostAsync("/alerts/none/acknowledge", ("token", await browser.TokenAsync("/")), ("reason", "seen"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("operate");
    }

    [Fact]
    public async Task A_cookie_alone_opens_what_a_page_of_this_server_reads_and_changes_nothing()
    {
        using var browser = new Browser(server.Server);
        await browser.SignInAsync(await KeyAsync(KeyScope.Admin));

        (await browser.SendAsync(HttpMethod.Get, "/v1/campaigns", "same-origin")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.SendAsync(HttpMethod.Get, "/v1/campaigns", "cross-site")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.PostAsync("/v1/signals")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        var key = await KeyAsync(KeyScope.Read);
        using var browser = new Browser(server.Server);

        using var answer = await browser.PostAsync("/sign-in", ("token", await browser.TokenAsync("/sign-in")), ("key", key), ("to", to));

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    private async Task<string> KeyAsync(params KeyScope[] scopes) => (await server.KeyAsync("default", null, scopes)).Text;
}
