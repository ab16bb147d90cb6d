namespace CustomerPerformanceTracker.Server.Tests.Commands;

/// <summary>The tag that reading gives is the tag that commanding takes, whatever it is of.</summary>
public sealed class VersionTests(RunningServer server) : AdminTests(server)
{
    private const string Kpis = "kpis:\n  - { kpi: trust, target: TARGET, floor: 25, weight: 2 }\n";

    [Fact]
    public async Task The_tag_of_an_alert_is_taken_by_its_commands_until_somebody_else_was_first()
    {
        await RaiseAsync("tagged", "spring");

        await HoldsOnceAsync("/v1/alerts/tagged", HttpMethod.Post, "/v1/alerts/tagged/comment", """{"text":"first"}""", """{"text":"second"}""");
    }

    [Fact]
    public async Task The_tag_of_a_subscription_is_taken_by_its_commands_until_somebody_else_was_first()
    {
        using var added = await Client.PostAsync("/v1/subscriptions", Requests.Json("""{"sink":{"kind":"webhook","url":"https://example.org"}}"""));
        var path = added.Headers.Location!.ToString();

        await HoldsOnceAsync(path, HttpMethod.Patch, path, """{"filter":{"severities":["critical"]}}""", """{"filter":{"severities":["note"]}}""");
    }

    [Fact]
    public async Task The_tag_of_an_adjustment_is_taken_by_its_commands_until_somebody_else_was_first()
    {
        using var proposed = await Client.PostAsync(
            "/v1/adjustments",
            Requests.Json(
                """{"campaign":"spring","lever":"funnel","what":"one step less","hypothesis":"less to go wrong","expected":5,"reason":"too many leave"}"""
            )
        );
        var path = $"/v1/adjustments/{(await proposed.JsonAsync()).GetProperty("id").GetString()}";
        var (_, other) = await new KeyStore(Running.Database, TimeProvider.System).CreateAsync(
            Running.Engine,
            [KeyScope.Admin],
            "bea",
            "",
            expiresAt: null,
            new Authorship("owner", "to decide"),
            CancellationToken.None
        );
        Client.DefaultRequestHeaders.Authorization = new("Bearer", other.Text);

        await HoldsOnceAsync(path, HttpMethod.Post, path + "/approve", """{"reason":"yes"}""", """{"reason":"yes"}""");
    }

    [Fact]
    public async Task The_tag_of_a_document_is_taken_when_it_is_set_until_somebody_else_was_first()
    {
        await Client.PutAsync(
            "/v1/kpis?reason=first",
            Requests.Bytes(System.Text.Encoding.UTF8.GetBytes(Kpis.Replace("TARGET", "70", StringComparison.Ordinal)), "application/yaml")
        );

        await HoldsOnceAsync(
            "/v1/kpis",
            HttpMethod.Put,
            "/v1/kpis?reason=again",
            Kpis.Replace("TARGET", "75", StringComparison.Ordinal),
            Kpis.Replace("TARGET", "80", StringComparison.Ordinal)
        );
        using var never = await SendAsync(
            HttpMethod.Put,
            "/v1/journey?reason=r",
            "journey:\n  - { touchpoint: checkout, stage: purchase, team: Payments }\n",
            "\"0\""
        );
        never.StatusCode.ShouldBe(HttpStatusCode.OK, await never.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_row_of_a_list_carries_the_version_that_its_commands_take()
    {
        await RaiseAsync("listed", "spring");

        foreach (var list in new[] { "alerts", "adjustments", "subscriptions", "policies" })
            (await Client.GetJsonAsync($"/v1/{list}")).GetProperty(list).EnumerateArray().ShouldAllBe(row => row.GetProperty("version").GetInt64() > 0);
    }

    [Fact]
    public async Task A_filtered_page_holds_what_was_asked_for_and_names_a_next_one_only_where_there_is_more()
    {
        foreach (var (id, campaign) in new[] { ("p1", "autumn"), ("p2", "winter"), ("p3", "autumn"), ("p4", "winter"), ("p5", "autumn") })
            await RaiseAsync(id, campaign);
        var (found, pages) = (new List<string?>(), 0);

        for (long? after = 0; after is not null; pages++)
        {
            var page = await Client.GetJsonAsync($"/v1/alerts?campaign=winter&limit=1&after={after}");
            page.GetProperty("alerts").GetArrayLength().ShouldBe(1);
            found.Add(page.GetProperty("alerts")[0].GetProperty("id").GetString());
            after = page.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        found.ShouldBe(["p2", "p4"]);
        pages.ShouldBe(2);
    }

    /// <summary>Commands with the tag that was read: the first is carried out, the second comes too late.</summary>
    private async Task HoldsOnceAsync(string read, HttpMethod method, string command, string first, string second)
    {
        using var found = await Client.GetAsync(read);
        var tag = found.Headers.ETag.ShouldNotBeNull().ToString();
        using (var carried = await SendAsync(method, command, first, tag))
            carried.IsSuccessStatusCode.ShouldBeTrue(await carried.Content.ReadAsStringAsync());
        using (var late = await SendAsync(method, command, second, tag))
            await late.ShouldBeProblemAsync(412, "version_conflict");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body, string tag)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = Requests.Bytes(System.Text.Encoding.UTF8.GetBytes(body), method == HttpMethod.Put ? "application/yaml" : "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await Client.SendAsync(request);
    }

    private Task RaiseAsync(string id, string campaign) => Running.Engine.RaiseAsync(SampleAlerts.Make(id, campaign));
}
