using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>Settings on a page: documents with their reasons, subscriptions, and keys for their keepers.</summary>
public sealed class SettingPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Stack = "kpis:\n  - { kpi: trust, target: 75, floor: 25 }";

    [Fact]
    public async Task A_document_is_set_with_a_reason_and_a_wrong_one_is_kept_in_its_field_and_sets_nothing()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);

        await browser.FormAsync("/settings", "/settings/kpis", HttpStatusCode.SeeOther, ("document", Stack), ("reason", "trust first"), ("version", "0"));
        var wrong = await browser.FormAsync(
            "/settings",
            "/settings/kpis",
            HttpStatusCode.UnprocessableEntity,
            ("document", "kpis: [ { kpi: Trust! } ]"),
            ("reason", "a slip"),
            ("version", "1")
        );

        wrong.ShouldContain(">kpis: [ { kpi: Trust! } ]</textarea>");
        wrong.ShouldContain("must be a name in snake case");
        var set = (await server.Engine.Settings.KpisDocumentAsync(CancellationToken.None))!;
        (set.Version.Value, set.Reason).ShouldBe((1, "trust first"));
        WebUtility.HtmlDecode(await browser.PageAsync("/settings")).ShouldContain("version 1, set by <bdi>ada</bdi>: <bdi>trust first</bdi>");
    }

    [Fact]
    public async Task A_stack_that_was_never_set_is_shown_as_the_default_in_force()
    {
        await using var fresh = await RunningServer.OpenAsync();
        const string Trust = "  - { kpi: trust, target: 80, floor: 40, weight: 3, drop: 5 }\n";

        foreach (
            var scopes in (KeyScope[][])
                [
                    [KeyScope.Read, KeyScope.Operate],
                    [KeyScope.Read],
                ]
        )
        {
            using var browser = await Browser.OfAsync(fresh, scopes);
            WebUtility.HtmlDecode(await browser.PageAsync("/settings")).ShouldContain(Trust);
        }
    }

    [Fact]
    public async Task A_key_is_made_shown_once_and_revoked_and_only_its_keepers_see_keys()
    {
        using var keeper = await Browser.OfAsync(server, KeyScope.Admin);
        using var reader = await Browser.OfAsync(server, KeyScope.Read);

        var refused = await keeper.FormAsync("/settings", "/settings/keys", HttpStatusCode.UnprocessableEntity, ("person", "grace"), ("reason", "new here"));
        var made = await keeper.FormAsync(
            "/settings",
            "/settings/keys",
            HttpStatusCode.OK,
            ("person", "grace"),
            ("scope", "read"),
            ("scope", "voices"),
            ("reason", "new here")
        );

        refused.ShouldContain("A key has scopes");
        var text = Regex.Match(made, "<code>(?<key>cpt_[^<]+)</code>", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Groups["key"].Value;
        using var client = RunningServer.ClientOf(server.Server, text);
        (await client.GetAsync("/v1/log/head")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await keeper.PageAsync("/settings")).ShouldNotContain(text);
        await keeper.FormAsync("/settings", $"/settings/keys/{KeyText.Parse(text)!.Id}/revoke", HttpStatusCode.SeeOther, ("reason", "left"));
        await Until.TrueAsync(async () => (await client.GetAsync("/v1/log/head")).StatusCode == HttpStatusCode.Unauthorized);
        (await reader.PageAsync("/settings")).ShouldNotContain("Keys and people");
    }

    [Fact]
    public async Task A_subscription_is_added_its_key_shown_once_and_a_wrong_one_keeps_what_was_typed_but_no_secret()
    {
        using var operating = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        using var reader = await Browser.OfAsync(server, KeyScope.Read);
        const string Path = "/settings/subscriptions";

        var wrong = await operating.FormAsync(
            "/settings",
            Path,
            HttpStatusCode.UnprocessableEntity,
            ("kind", "smtp"),
            ("address", "mail without a scheme"),
            ("from", "cpt@example.org"),
            ("to", "ada@example.org"),
            ("secret", "open sesame"),
            ("campaigns", "spring*"),
            ("reason", "the desk wants it")
        );
        var quoting = await operating.FormAsync(
            "/settings",
            Path,
            HttpStatusCode.UnprocessableEntity,
            ("kind", "slack"),
            ("address", "https://hooks.example.org/T1/B2"),
            ("quotes", "yes"),
            ("reason", "the desk wants it")
        );
        using var answer = await operating.PostAsync(
            Path,
            ("token", await operating.TokenAsync("/settings")),
            ("kind", "webhook"),
            ("address", "https://example.org/hook"),
            ("topic", "alerts"),
            ("severities", "critical"),
            ("reason", "the desk wants it")
        );
        var text = await answer.Content.ReadAsStringAsync();
        var mail = await operating.FormAsync(
            "/settings",
            Path,
            HttpStatusCode.OK,
            ("kind", "smtp"),
            ("address", "smtp://mail.example.org"),
            ("from", "cpt@example.org"),
            ("to", "ada@example.org, grace@example.org"),
            ("topic", "checkpoints"),
            ("reason", "for the record")
        );

        wrong.ShouldContain("role=\"alert\"");
        wrong.ShouldContain("value=\"mail without a scheme\"");
        wrong.ShouldContain("value=\"spring*\"");
        wrong.ShouldContain("value=\"the desk wants it\"");
        wrong.ShouldNotContain("open sesame");
        quoting.ShouldContain("scope voices");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        var key = Regex.Match(text, "<code>(?<key>whsec_[^<]+)</code>", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)).Groups["key"].Value;
        key.ShouldNotBeEmpty();
        (await operating.PageAsync("/settings")).ShouldNotContain(key);
        mail.ShouldContain("to ada@example.org, grace@example.org");
        (await reader.PageAsync("/settings")).ShouldNotContain("Add a subscription");
        var added = (await server.Engine.Subscriptions.ListAsync(CancellationToken.None)).Where(one => one.Sink.Kind is "smtp" or "webhook").ToArray();
        added.Select(one => (one.Sink.Kind, one.Filter is null)).ShouldContain(("smtp", true));
        added.ShouldContain(one => one.Filter != null && one.Filter.Severities.SequenceEqual(new[] { "critical" }));
    }

    [Fact]
    public async Task A_subscription_is_tested_and_stopped_and_its_failure_is_said()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        var (subscription, _) = await server.Engine.Subscriptions.AddAsync(
            new SubscriptionCommand.Add(new Sink.Webhook(new Uri("http://127.0.0.1:1/hook")), AlertFilter.Everything, FromStart: false),
            secret: null,
            new Authorship("ada", "a test"),
            CancellationToken.None
        );
        var path = $"/settings/subscriptions/{subscription.Id}";

        var tested = await browser.FormAsync("/settings", $"{path}/test", HttpStatusCode.OK);
        await browser.FormAsync("/settings", $"{path}/disable", HttpStatusCode.SeeOther, ("reason", "moving"), ("version", "1"));

        tested.ShouldContain("The test notice was not delivered");
        (await server.Engine.Subscriptions.FindAsync(subscription.Id, CancellationToken.None))!.State.ShouldBe(SubscriptionState.Disabled);
        (await browser.PageAsync("/settings")).ShouldContain("http://127.0.0.1:1/hook");
    }
}
