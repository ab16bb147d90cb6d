using CustomerPerformanceTracker.Server.Tests.Pages;
using Microsoft.IdentityModel.Tokens;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>Whatever a provider, or whoever stands in for it, does wrong: nobody is signed in, and the page says what to do.</summary>
public sealed class FalseOidcTests(RunningServer running) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private StandInProvider provider = null!;
    private TrackerServer server = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await StandInProvider.StartAsync();
        server = await RunningServer.StartAsync(running.Database, oidc: provider.Options);
        browser = new Browser(server);
        await new GroupStore(running.Database, TimeProvider.System).GrantAsync(
            running.Engine,
            "analysts",
            [KeyScope.Read],
            new("test", "to be tried"),
            CancellationToken.None
        );
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task What_is_right_is_taken()
    {
        (await BackAsync()).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.PageAsync("/")).ShouldContain("ada@example.org");
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "nonce", "nonce" },
            { "no nonce", "nonce" },
            { "audience", "(aud)" },
            { "party", "(azp)" },
            { "several audiences", "(azp)" },
            { "issuer", "(iss)" },
            { "expired", "expired" },
            { "without end", "expired" },
            { "of a time to come", "expired" },
            { "foreign key", "not signed" },
            { "unsigned", "not signed" },
            { "signed by the client's secret", "not signed" },
            { "no subject", "names nobody" },
            { "no token", "no ID token" },
            { "garbage", "cannot be read" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_wrong_signs_nobody_in(string what, string said)
    {
        provider.Answer = () => what == "no token" ? Results.Json(new { token_type = "Bearer" }) : StandInProvider.Token(TokenOf(what));
        var before = Watching.Figures();

        using var back = await BackAsync();

        var page = await back.Content.ReadAsStringAsync();
        back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, page);
        page.ShouldContain(said);
        page.ShouldContain("Sign in again");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Watching.Figures().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_provider_that_signs_with_a_new_key_is_believed_at_once()
    {
        (await BackAsync()).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        provider.RollOver();

        (await BackAsync()).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task What_the_token_does_not_say_is_asked_for_of_the_same_person()
    {
        provider.Answer = () => StandInProvider.Token(provider.Sign(Without("email", "groups")));
        provider.More = new
        {
            sub = "s-1",
            email = "grace@example.org",
            email_verified = "true",
            groups = "analysts",
        };

        (await BackAsync()).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.PageAsync("/")).ShouldContain("grace@example.org");

        provider.More = new
        {
            sub = "s-2",
            email = "mallory@example.org",
            email_verified = true,
            groups = "analysts",
        };
        using var other = await BackAsync();
        other.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.Content.ReadAsStringAsync()).ShouldContain("of somebody else");
    }

    [Fact]
    public async Task Somebody_without_any_group_is_told_which_claim_was_looked_at()
    {
        provider.Answer = () => StandInProvider.Token(provider.Sign(Without("groups")));

        using var back = await BackAsync();

        back.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await back.Content.ReadAsStringAsync()).ShouldContain("<code>groups</code>");
    }

    [Theory]
    [InlineData(400, "invalid_client", 502, "CPT_OIDC_SECRET")]
    [InlineData(400, "invalid_grant", 401, "Sign in again")]
    [InlineData(500, "server_error", 502, "answered 500")]
    [InlineData(400, "<b>bad</b>", 502, "answered 400.")]
    public async Task What_the_provider_refuses_is_said_with_what_to_do(int status, string error, int expected, string said)
    {
        provider.Answer = () => Results.Json(new { error, error_description = "<b>bad</b>" }, statusCode: status);

        using var back = await BackAsync();

        var page = await back.Content.ReadAsStringAsync();
        ((int)back.StatusCode).ShouldBe(expected, page);
        page.ShouldContain(said);
        page.ShouldNotContain("<b>bad");
    }

    [Fact]
    public async Task An_error_that_came_back_is_shown_by_its_code_alone()
    {
        var state = (await browser.LeaveAsync()).Parameter("state");
        using var known = await browser.GetAsync($"/sign-in/oidc/callback?error=login_required&error_description=%3Cb%3E&state={state}");
        (await known.Content.ReadAsStringAsync()).ShouldContain("(login_required)");

        state = (await browser.LeaveAsync()).Parameter("state");
        using var strange = await browser.GetAsync($"/sign-in/oidc/callback?error=%3Cb%3Eno&state={state}");
        strange.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await strange.Content.ReadAsStringAsync()).ShouldNotContain("&lt;b");
    }

    [Fact]
    public async Task An_answer_that_names_another_provider_is_refused()
    {
        var left = await browser.LeaveAsync();
        provider.Nonce = left.Parameter("nonce");

        using var back = await browser.GetAsync($"/sign-in/oidc/callback?code=c&iss=https://elsewhere.example&state={left.Parameter("state")}");

        back.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_document_of_another_issuer_is_not_believed()
    {
        provider.Named = "https://elsewhere.example";

        using var left = await LeaveFailingAsync();

        left.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await left.Content.ReadAsStringAsync()).ShouldContain("another issuer");
    }

    [Fact]
    public async Task Where_the_provider_is_away_the_page_says_so_and_a_key_still_signs_in()
    {
        var (_, key) = await running.KeyOfAsync("ada", KeyScope.Read);
        var issuer = provider.Issuer;
        await provider.StopAsync();

        using var left = await LeaveFailingAsync();

        left.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        var page = await left.Content.ReadAsStringAsync();
        page.ShouldContain(issuer);
        page.ShouldContain("sign in with a key");
        (await browser.SignInAsync(key)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("http://id.example.org")]
    [InlineData("ftp://id.example.org")]
    [InlineData("id.example.org")]
    [InlineData("https://id.example.org/?a=b")]
    public void An_issuer_that_cannot_be_trusted_is_refused(string issuer) =>
        Should.Throw<FormatException>(() => OidcOptions.Of(issuer, "cpt", secret: null)).Message.ShouldContain(issuer);

    private async Task<HttpResponseMessage> LeaveFailingAsync()
    {
        await browser.PageAsync("/sign-in");
        return await browser.SendAsync(HttpMethod.Get, "/sign-in/oidc", "same-origin");
    }

    private async Task<HttpResponseMessage> BackAsync()
    {
        var left = await browser.LeaveAsync();
        provider.Nonce = left.Parameter("nonce");
        return await browser.GetAsync($"/sign-in/oidc/callback?code=c&state={left.Parameter("state")}");
    }

    private string TokenOf(string wrong) =>
        wrong switch
        {
            "nonce" => provider.Sign(With("nonce", "another")),
            "no nonce" => provider.Sign(Without("nonce")),
            "audience" => provider.Sign(With("aud", "another")),
            "party" => provider.Sign(With("azp", "another")),
            "several audiences" => provider.Sign(With("aud", new[] { StandInProvider.Client, "another" })),
            "issuer" => provider.Sign(With("iss", "https://elsewhere.example")),
            "expired" => provider.Sign(With("exp", DateTimeOffset.UnixEpoch.AddYears(50).ToUnixTimeSeconds())),
            "without end" => provider.Sign(Without("exp")),
            "of a time to come" => provider.Sign(With("nbf", DateTimeOffset.UnixEpoch.AddYears(99).ToUnixTimeSeconds())),
            "foreign key" => StandInProvider.Sign(provider.Claims(), StandInProvider.Foreign()),
            "unsigned" => StandInProvider.Sign(provider.Claims(), by: null),
            "signed by the client's secret" => StandInProvider.Sign(
                provider.Claims(),
                new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(StandInProvider.Secret)), SecurityAlgorithms.HmacSha256)
            ),
            "no subject" => provider.Sign(Without("sub")),
            _ => "garbage",
        };

    private Dictionary<string, object> With(string claim, object value)
    {
        var claims = provider.Claims();
        claims[claim] = value;
        return claims;
    }

    private Dictionary<string, object> Without(params string[] without)
    {
        var claims = provider.Claims();
        foreach (var claim in without)
            claims.Remove(claim);
        return claims;
    }
}
