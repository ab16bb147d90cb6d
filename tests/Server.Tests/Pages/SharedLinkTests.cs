using CustomerPerformanceTracker.Loop.Sharing;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A link shows people without a key one reading as it stood, and nothing else, until it ends.</summary>
public sealed partial class SharedLinkTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; ";
    private const string Review = """{"kind":"review","campaign":"CAMPAIGN","from":"2025-05-01","to":"2025-05-20","label":"the board","reason":"asked for"}""";
    private const string Digest = """{"kind":"digest","reason":"asked for"}""";
    private const string Trend = """{"kind":"trend","campaign":"CAMPAIGN","kpi":"trust","at":"2025-05-18","reason":"asked for"}""";

    [Theory]
    [InlineData(Review, "text/html", "<h1>Review of <bdi>same-review</bdi></h1>", "same-review")]
    [InlineData(Digest, "text/html", "All that stands", "same-digest")]
    [InlineData(Trend, "image/svg+xml", "<title>trust of same-trend</title>", "same-trend")]
    public async Task It_shows_the_same_bytes_after_more_was_recorded_and_through_another_server(string body, string type, string holds, string campaign)
    {
        await FillAsync(campaign, 50);
        var (_, link) = await MakeAsync(body, campaign);
        var before = await ReadAsync(server.Server, link);
        await FillAsync(campaign, 20, "later-");
        await using var other = await RunningServer.StartAsync(server.Database);

        var after = await ReadAsync(other, link);

        before.Type.ShouldBe(type);
        before.Text.ShouldContain(holds);
        after.ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_follows_it_gets_one_document_that_loads_and_sends_and_links_nothing()
    {
        await FillAsync("alone", 50);
        foreach (var body in (string[])[Review, Digest, Trend])
        {
            var (_, link) = await MakeAsync(body, "alone");
            using var client = RunningServer.ClientOf(server.Server);

            using var answer = await client.GetAsync(link);

            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
            foreach (var none in (string[])["<script", "<form", "<a ", "<img", "<link", " src=", " href=", "url(", "@import", " style=", "Set-Cookie"])
                text.ShouldNotContain(none);
            string Header(string name) => string.Join(", ", answer.Headers.TryGetValues(name, out var values) ? values : []);
            Header("Content-Security-Policy").ShouldStartWith(Policy);
            Header("Content-Security-Policy").ShouldContain($"style-src 'sha256-{StyleHash(text)}'");
            Header("Content-Security-Policy").Contains("frame-ancestors 'none'", StringComparison.Ordinal).ShouldBe(body != Trend);
            Header("Cross-Origin-Resource-Policy").ShouldBe(body == Trend ? "cross-origin" : "");
            (Header("Referrer-Policy"), Header("X-Robots-Tag"), Header("Cache-Control"), Header("Set-Cookie")).ShouldBe(
                ("no-referrer", "noindex, nofollow", "no-store", "")
            );
        }
    }

    [Fact]
    public async Task A_revoked_one_shows_nothing_at_once_on_any_server_and_its_secret_is_no_key()
    {
        await FillAsync("revoked", 50);
        await using var other = await RunningServer.StartAsync(server.Database);
        var (id, link) = await MakeAsync(Review, "revoked");
        await ReadAsync(server.Server, link);
        await ReadAsync(other, link);
        var (_, key) = await server.KeyAsync("default", null, KeyScope.Operate);
        using var operating = RunningServer.ClientOf(server.Server, key);
        using var holder = RunningServer.ClientOf(server.Server, link.Split('/')[^1]);
        (await holder.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await operating.DeleteAsync($"/v1/shares/{id}?reason=lost")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        foreach (var one in (TrackerServer[])[server.Server, other])
        {
            using var stranger = RunningServer.ClientOf(one);
            await (await stranger.GetAsync(link)).ShouldBeProblemAsync(404, "no_share");
        }

        await (await operating.DeleteAsync($"/v1/shares/{id}?reason=lost")).ShouldBeProblemAsync(404, "not_found");
        var listed = (await operating.GetJsonAsync("/v1/shares")).GetProperty("shares").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);
        (listed.GetProperty("label").GetString(), listed.GetProperty("revokedAt").ValueKind).ShouldBe(("the board", JsonValueKind.String));
        (await server.Engine.Journal.ReadStreamAsync($"share-{id}", CancellationToken.None))
            .Select(entry => (entry.Type, entry.Actor, entry.Reason))
            .ShouldBe([("reading_shared", "ada", "asked for"), ("share_revoked", "ada", "lost")]);
    }

    [Fact]
    public async Task It_ends_after_its_days()
    {
        await FillAsync("ends", 50);
        var clock = new SetClock();
        await using var other = await RunningServer.StartAsync(server.Database, clock: clock);
        using var operating = RunningServer.ClientOf(other, (await server.KeyAsync("default", null, KeyScope.Operate)).Text);
        var made = await PostAsync(operating, Review.Replace("\"label\"", "\"days\":3,\"label\"", StringComparison.Ordinal), "ends");
        var link = new Uri(made.GetProperty("link").GetString()!).AbsolutePath;
        clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await ReadAsync(other, link);

        clock.Advance(TimeSpan.FromSeconds(1));

        using var stranger = RunningServer.ClientOf(other);
        await (await stranger.GetAsync(link)).ShouldBeProblemAsync(404, "no_share");
    }

    [Fact]
    public async Task A_changed_row_shows_no_other_reading_and_nothing_in_the_database_opens_one()
    {
        await FillAsync("rows", 50);
        var (id, link) = await MakeAsync(Review, "rows");
        var secret = link.Split('/')[^1];
        foreach (var table in (string[])["access.share", "journal.mt_events"])
        {
            await using var dump = server.Database.Owner.CreateCommand($"select string_agg(row::text, ' ') from {table} row");
            var rows = (string)(await dump.ExecuteScalarAsync())!;
            rows.ShouldContain(id);
            rows.ShouldNotContain(secret);
        }

        using var operating = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Operate)).Text);
        (await operating.DeleteAsync($"/v1/shares/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await using var again = server.Database.Owner.CreateCommand(
            "insert into access.share (hash, id, workspace_name, expires_at) values "
                + $"(decode('{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}', 'hex'), '{id}', 'default', now() + interval '1 year')"
        );
        await again.ExecuteNonQueryAsync();

        using var stranger = RunningServer.ClientOf(server.Server);
        await (await stranger.GetAsync(link)).ShouldBeProblemAsync(404, "no_share");
    }

    [Theory]
    [InlineData("""{"kind":"review","campaign":"nowhere","from":"2025-05-01","to":"2025-05-20","reason":"r"}""", 404, "not_found")]
    [InlineData("""{"kind":"review","campaign":"kept","from":"2025-05-20","to":"2025-05-01","reason":"r"}""", 400, "bad_parameter")]
    [InlineData("""{"kind":"review","campaign":"kept","from":"2025-05-20","reason":"r"}""", 422, "incomplete_share")]
    [InlineData("""{"kind":"trend","reason":"r"}""", 422, "incomplete_share")]
    [InlineData("""{"kind":"trend","campaign":"kept","kpi":"happiness","reason":"r"}""", 404, "not_found")]
    [InlineData("""{"kind":"trend","campaign":"kept","seal":999999,"reason":"r"}""", 400, "bad_parameter")]
    [InlineData("""{"kind":"trend","campaign":"kept","days":367,"reason":"r"}""", 422, "days_out_of_range")]
    [InlineData("""{"kind":"review","campaign":"kept","from":"2025-05-01","to":"2025-05-20","only":"segment=new","reason":"r"}""", 422, "member_not_taken")]
    [InlineData("""{"kind":"digest","campaign":"kept","reason":"r"}""", 422, "member_not_taken")]
    [InlineData("""{"kind":"trend","campaign":"kept","sinceSeal":1,"reason":"r"}""", 422, "member_not_taken")]
    [InlineData("""{"kind":"trace","reason":"r"}""", 422, "unknown_kind")]
    [InlineData("""{"kind":"digest","reason":" "}""", 422, "reason_needed")]
    public async Task What_cannot_be_read_makes_no_link(string body, int status, string code)
    {
        await FillAsync("kept", 50);
        using var operating = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Operate)).Text);
        var before = await ShareStore.ListAsync(server.Engine, CancellationToken.None);

        using var answer = await operating.PostAsync("/v1/shares", Requests.Json(body));

        var problem = await answer.JsonAsync();
        (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()).ShouldBe((status, code), problem.GetRawText());
        (await ShareStore.ListAsync(server.Engine, CancellationToken.None)).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task A_review_that_was_read_as_of_a_day_is_shown_as_of_that_day()
    {
        await FillAsync("as-of", 50);
        var (_, link) = await MakeAsync(Review.Replace("\"label\"", "\"at\":\"2025-05-12\",\"label\"", StringComparison.Ordinal), "as-of");
        using var browser = new Browser(server.Server);
        if (server.Client.DefaultRequestHeaders.Authorization is not null)
            await browser.SignInAsync((await server.KeyAsync("default", null, KeyScope.Read)).Text);

        var shown = (await ReadAsync(server.Server, link)).Text;

        var page = await browser.PageAsync("/campaigns/as-of/review?from=2025-05-01&to=2025-05-20&at=2025-05-12");
        var figures = FigurePattern().Matches(page).Select(found => found.Value).ToArray();
        figures.ShouldNotBeEmpty();
        FigurePattern().Matches(shown).Select(found => found.Value).ShouldBe(figures);
        shown.ShouldContain("12 May 2025");
    }

    [Fact]
    public async Task A_form_of_the_page_makes_it_shows_it_once_and_the_settings_revoke_it()
    {
        await FillAsync("by-form", 50);
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);
        using var reader = await Browser.OfAsync(server, KeyScope.Read);
        const string Page = "/campaigns/by-form?at=2025-05-18";
        var fields = HiddenPattern()
            .Matches(await browser.PageAsync(Page))
            .Select(found => (found.Groups["name"].Value, WebUtility.HtmlDecode(found.Groups["value"].Value)))
            .Where(field => field.Item1 is not ("token" or "version"))
            .ToArray();

        var made = await browser.FormAsync(Page, "/shares", HttpStatusCode.OK, [.. fields, ("kpi", "trust"), ("days", "7"), ("reason", "the wiki shows it")]);
        var refused = await browser.FormAsync(
            Page,
            "/shares",
            HttpStatusCode.UnprocessableEntity,
            [.. fields, ("kpi", "trust"), ("days", "many"), ("reason", "the wiki shows it")]
        );

        fields.ShouldContain(("at", "2025-05-18"));
        var link = LinkPattern().Match(made).Value;
        made.ShouldContain($"<code><img src=\"{link}\" alt=\"Picture of trust of by-form, as of 2025-05-18, by seal ");
        refused.ShouldContain("A link lasts 1 to 366 days");
        var picture = await ReadAsync(server.Server, new Uri(link).AbsolutePath);
        picture.Text.ShouldContain("2025-05-18, n = ");
        var settings = await browser.PageAsync("/settings");
        settings.ShouldContain("picture of trust of by-form, as of 2025-05-18, by seal ");
        settings.ShouldNotContain(link.Split('/')[^1]);
        (await reader.PageAsync(Page)).ShouldNotContain("/shares");
        (await reader.PostAsync("/shares", [("token", await reader.TokenAsync("/sign-in")), .. fields])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var id = (await ShareStore.ListAsync(server.Engine, CancellationToken.None)).Single(share => share.Reason == "the wiki shows it").Id;
        await browser.FormAsync("/settings", $"/settings/shares/{id}/revoke", HttpStatusCode.SeeOther, ("reason", "the wiki is gone"));
        (await browser.PageAsync("/settings")).ShouldNotContain("picture of trust of by-form");
        (await browser.GetAsync(new Uri(link).AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(string Id, string Link)> MakeAsync(string body, string campaign)
    {
        using var operating = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Operate)).Text);
        var made = await PostAsync(operating, body, campaign);
        return (made.GetProperty("id").GetString()!, new Uri(made.GetProperty("link").GetString()!).AbsolutePath);
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string body, string campaign)
    {
        using var answer = await client.PostAsync("/v1/shares", Requests.Json(body.Replace("CAMPAIGN", campaign, StringComparison.Ordinal)));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task<(string Type, string Text)> ReadAsync(TrackerServer from, string link)
    {
        using var stranger = RunningServer.ClientOf(from);
        using var answer = await stranger.GetAsync(link);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return (answer.Content.Headers.ContentType!.MediaType!, text);
    }

    /// <summary>Twenty days of answers and visits.</summary>
    private async Task FillAsync(string campaign, int happy, string prefix = "")
    {
        var lines = Enumerable
            .Range(1, 20)
            .SelectMany(day =>
                new[] { (Score: 1, Count: happy), (Score: 0, Count: 100 - happy) }.Select(one =>
                    $$"""{"id":"{{prefix}}{{campaign}}-{{one.Score}}-{{day}}","type":"survey_answer","campaign":"{{campaign}}",MORE}""".Replace(
                        "MORE",
                        $"\"occurredAt\":\"2025-05-{day:00}T12:00:00Z\",\"kpi\":\"trust\",\"score\":{one.Score},\"scale\":[0,1],\"count\":{one.Count}",
                        StringComparison.Ordinal
                    )
                )
            );
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json($"[{string.Join(',', lines)}]"));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK, await posted.Content.ReadAsStringAsync());
        await server.FoldedAsync();
    }

    private static string StyleHash(string document) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(StylePattern().Match(document).Groups["style"].Value))));

    [GeneratedRegex("<td class=\"num\"><strong>[^<]*</strong>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FigurePattern();

    [GeneratedRegex("<style>(?<style>.*?)</style>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex StylePattern();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"\\s*/?>",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex HiddenPattern();

    [GeneratedRegex("http://127[^\"<]+/shared/[^\"<]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LinkPattern();
}
