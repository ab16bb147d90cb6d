using CustomerPerformanceTracker.Server.Tests.Pages;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>People sign in through a real provider, and may do what is granted to their groups, as long as it is.</summary>
public sealed class OidcTests(OidcSite site) : IClassFixture<OidcSite>
{
    [Fact]
    public async Task A_person_comes_to_the_page_that_was_asked_for_and_may_do_what_their_groups_may()
    {
        using var browser = site.BrowserOf("ada");

        using var asked = await browser.GetAsync("/campaigns/spring?at=2025-05-20");
        asked.Headers.Location!.OriginalString.ShouldBe("/sign-in?to=%2Fcampaigns%2Fspring%3Fat%3D2025-05-20");
        using var back = await browser.ThroughProviderAsync("/campaigns/spring?at=2025-05-20");

        (back.StatusCode, back.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/campaigns/spring?at=2025-05-20"));
        (await browser.PageAsync("/alerts")).ShouldContain("Sign out ada@example.org");
        var refused = await browser.FormAsync("/alerts", "/alerts/none/acknowledge", HttpStatusCode.Forbidden, ("reason", "seen"));
        refused.ShouldContain("needs a group with the scope operate");

        await site.GrantAsync("staff", KeyScope.Operate);
        await browser.FormAsync("/alerts", "/alerts/none/acknowledge", HttpStatusCode.NotFound, ("reason", "seen"));
        await site.RevokeAsync("staff");
        await browser.FormAsync("/alerts", "/alerts/none/acknowledge", HttpStatusCode.Forbidden, ("reason", "seen"));
    }

    [Fact]
    public async Task The_journal_names_the_person_and_what_was_refused_to_them()
    {
        using var chief = site.BrowserOf("root");
        using (await chief.ThroughProviderAsync()) { }
        using var reader = site.BrowserOf("ada");
        using (await reader.ThroughProviderAsync()) { }

        (await chief.PageAsync("/settings")).ShouldContain("<bdi>analysts</bdi>");
        (await reader.PageAsync("/settings")).ShouldNotContain("<bdi>analysts</bdi>");
        await chief.FormAsync("/settings", "/settings/keys", HttpStatusCode.OK, ("person", "grace"), ("scope", "read"), ("reason", "new here"));
        await reader.FormAsync("/settings", "/settings/keys", HttpStatusCode.Forbidden, ("person", "grace"), ("scope", "admin"), ("reason", "for me"));

        await Task.WhenAll(site.Server.Workspaces.All.Select(workspace => workspace.Access.WriteAsync(all: true, CancellationToken.None)));
        var entries = await site.Running.Engine.Journal.ReadAsync("", CancellationToken.None);
        entries.ShouldContain(entry => entry.Type == "key_created" && entry.Actor == "root@example.org");
        entries.ShouldContain(entry =>
            entry.Type == "access_refused"
            && entry.Data.GetProperty("person").GetString() == "ada@example.org"
            && entry.Data.GetProperty("key").GetString() == ""
        );
    }

    [Fact]
    public async Task Somebody_whose_groups_are_granted_nothing_is_told_so_and_is_not_signed_in()
    {
        using var browser = site.BrowserOf("bob");
        var before = Watching.Figures();

        using var back = await browser.ThroughProviderAsync();

        back.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var page = await back.Content.ReadAsStringAsync();
        page.ShouldNotContain("<b>new");
        WebUtility.HtmlDecode(page).ShouldContain("""cpt groups grant 'it'\''s <b>new</b>' --scope read""");
        page.ShouldContain("bob@example.org");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Watching.Figures().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_session_opens_nothing_within_a_second_after_the_last_grant_is_revoked()
    {
        site.Provider.People["temp"] = new("s-temp", "temp@example.org", IsChecked: true, "guests");
        await site.GrantAsync("guests", KeyScope.Read);
        using var browser = site.BrowserOf("temp");
        using (await browser.ThroughProviderAsync()) { }
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await site.RevokeAsync("guests");

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.SendAsync(HttpMethod.Get, "/v1/campaigns", "same-origin")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_and_after_twelve_hours()
    {
        var clock = new SetClock();
        await using var server = await RunningServer.StartAsync(site.Running.Database, clock: clock, oidc: site.Provider.Options);
        site.Provider.SignedIn = "ada";
        using var browser = new Browser(server);
        using (await browser.ThroughProviderAsync()) { }
        await browser.FormAsync("/", "/sign-out", HttpStatusCode.SeeOther);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using (await browser.ThroughProviderAsync()) { }
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Advance(SessionStore.Lasts.ToTimeSpan());
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_name_that_the_provider_did_not_check_is_nobody_s()
    {
        using var browser = site.BrowserOf("eve");
        using (await browser.ThroughProviderAsync()) { }

        var page = await browser.PageAsync("/");

        page.ShouldContain($"{site.Provider.Issuer.TrimEnd('/')}#s-eve");
        page.ShouldNotContain("ada@example.org");
    }

    [Fact]
    public async Task Who_proposed_with_a_key_does_not_approve_by_signing_in()
    {
        site.Provider.People["max"] = new("s-max", "max@example.org", IsChecked: true, "approvers");
        await site.GrantAsync("approvers", KeyScope.Read, KeyScope.Approve);
        var (_, key) = await site.Running.KeyOfAsync("Max@example.org", KeyScope.Operate);
        using var proposer = RunningServer.ClientOf(site.Server, key);
        const string Proposal =
            """{"campaign":"spring","lever":"funnel","what":"one step less","hypothesis":"less to go wrong","expected":5,"reason":"too many leave"}""";
        using var proposed = await proposer.PostAsync("/v1/adjustments", Requests.Json(Proposal));
        var id = (await proposed.JsonAsync()).GetProperty("id").GetString();
        using var browser = site.BrowserOf("max");
        using (await browser.ThroughProviderAsync()) { }

        var refused = await browser.FormAsync("/changes", $"/changes/{id}/approve", HttpStatusCode.UnprocessableEntity, ("reason", "fine"), ("version", "1"));

        refused.ShouldContain("proposed this");
    }

    [Fact]
    public async Task What_comes_back_is_taken_once()
    {
        using var browser = site.BrowserOf("ada");
        var callback = await browser.ReturnAsync(await browser.LeaveAsync());
        (await browser.GetAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using var again = await browser.GetAsync(callback);

        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.Content.ReadAsStringAsync()).ShouldContain("not known here");
    }

    [Fact]
    public async Task What_comes_back_is_taken_from_the_browser_alone_that_began_it()
    {
        using var browser = site.BrowserOf("ada");
        using var other = new Browser(site.Server);
        await other.PageAsync("/sign-in");
        var callback = await browser.ReturnAsync(await browser.LeaveAsync());

        (await other.GetAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await other.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_server_of_the_same_database_takes_people_back()
    {
        await using var second = await RunningServer.StartAsync(site.Running.Database, clock: site.Clock, oidc: site.Provider.Options);
        using var browser = site.BrowserOf("ada");
        var callback = new UriBuilder(await browser.ReturnAsync(await browser.LeaveAsync())) { Port = new Uri(second.Urls[0]).Port }.Uri;

        // The provider compares the address that the code was made for, so the address is the public one where there are several servers.
        using var back = await browser.GetAsync(callback.AbsoluteUri);

        back.StatusCode.ShouldNotBe(HttpStatusCode.BadRequest, "the sign-in is known there");
        (await back.Content.ReadAsStringAsync()).ShouldContain("does not take its code");
    }

    [Fact]
    public async Task A_sign_in_that_takes_more_than_ten_minutes_is_over()
    {
        var clock = new SetClock();
        await using var server = await RunningServer.StartAsync(site.Running.Database, clock: clock, oidc: site.Provider.Options);
        site.Provider.SignedIn = "ada";
        using var browser = new Browser(server);
        var callback = await browser.ReturnAsync(await browser.LeaveAsync());
        clock.Advance(SignInStore.Lasts.ToTimeSpan());

        (await browser.GetAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whom_the_provider_does_not_let_in_is_not_signed_in_and_its_words_are_not_shown()
    {
        using var browser = site.BrowserOf("ada");
        site.Provider.Denies = true;
        using var back = await browser.ThroughProviderAsync();
        site.Provider.Denies = false;

        back.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var page = await back.Content.ReadAsStringAsync();
        page.ShouldContain("did not let you in");
        page.ShouldNotContain("<b>no");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        using var browser = site.BrowserOf("ada");

        using var back = await browser.ThroughProviderAsync(to);

        (back.StatusCode, back.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.SeeOther, "/"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_link_of_another_site_begins_no_sign_in(string from)
    {
        using var browser = site.BrowserOf("ada");
        await browser.PageAsync("/sign-in");

        using var answer = await browser.SendAsync(HttpMethod.Get, "/sign-in/oidc?to=/alerts", from);

        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?to=%2Falerts");
    }

    [Fact]
    public async Task Without_a_key_this_machine_is_not_let_in_where_people_sign_in()
    {
        await using var keyless = await RunningServer.OpenAsync();
        (await keyless.Client.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var asking = await RunningServer.StartAsync(keyless.Database, oidc: site.Provider.Options);
        using var local = RunningServer.ClientOf(asking);

        await (await local.GetAsync("/v1/campaigns")).ShouldBeProblemAsync(401, "key_needed");
    }

    [Fact]
    public async Task A_session_opens_nothing_where_its_provider_is_not_asked()
    {
        using var browser = site.BrowserOf("ada");
        using (await browser.ThroughProviderAsync()) { }
        await using var without = await RunningServer.StartAsync(site.Running.Database, clock: site.Clock);
        await site.Running.KeyOfAsync("ada", KeyScope.Read);

        using var answer = await browser.GetAsync(new Uri(new Uri(without.Urls[0]), "/").AbsoluteUri);

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.PageAsync(new Uri(new Uri(without.Urls[0]), "/sign-in").AbsoluteUri)).ShouldNotContain("/sign-in/oidc");
    }

    [Fact]
    public async Task An_administrator_by_group_sees_the_figures_of_their_own_workspace_alone()
    {
        await site.Server.Workspaces.OpenAsync("elsewhere");
        using var browser = site.BrowserOf("root");
        using (await browser.ThroughProviderAsync()) { }

        using var metrics = await browser.SendAsync(HttpMethod.Get, "/metrics", "same-origin");

        var text = await metrics.Content.ReadAsStringAsync();
        text.ShouldContain("workspace=\"default\"");
        text.ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task Neither_log_nor_database_holds_what_could_be_used()
    {
        var log = new StringWriter();
        var (shown, both) = (Console.Error, TextWriter.Synchronized(log));
        Console.SetError(both);
        string callback;
        try
        {
            await using var server = await RunningServer.StartAsync(site.Running.Database, clock: site.Clock, oidc: site.Provider.Options);
            site.Provider.SignedIn = "ada";
            using var browser = new Browser(server);
            callback = await browser.ReturnAsync(await browser.LeaveAsync());
            (await browser.GetAsync(callback)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            // A code that is no code any more: the server's log says that a sign-in was refused.
            var spoilt = await browser.ReturnAsync(await browser.LeaveAsync());
            (await browser.GetAsync(spoilt + "x")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
            (await browser.GetAsync(spoilt.Replace("code=", "code=x", StringComparison.Ordinal))).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        }
        finally
        {
            Console.SetError(shown);
        }

        await using var dump = site.Running.Database.Owner.CreateCommand(
            "select concat((select string_agg(one::text, ' ') from access.session one), (select string_agg(one::text, ' ') from access.sign_in one), "
                + "(select string_agg(one::text, ' ') from journal.mt_events one))"
        );
        var kept = (string)(await dump.ExecuteScalarAsync())!;
        kept.ShouldContain("ada@example.org");
        log.ToString().ShouldContain("A sign-in through");
        site.Provider.Secrets.Count.ShouldBeGreaterThan(3);
        foreach (var secret in site.Provider.Secrets.Append(IdentityProvider.Secret).Append(new Uri(callback).Parameter("state")))
        {
            log.ToString().ShouldNotContain(secret);
            kept.ShouldNotContain(secret);
        }
    }
}

/// <summary>What the server counted so far.</summary>
internal static class Watching
{
    public static long Figures()
    {
        var text = new StringBuilder();
        Server.Watching.Figures.Write(text, []);
        return long.Parse(
            text.ToString().Split('\n').Single(line => line.StartsWith("cpt_requests_without_key_total ", StringComparison.Ordinal)).Split(' ')[1],
            CultureInfo.InvariantCulture
        );
    }
}
