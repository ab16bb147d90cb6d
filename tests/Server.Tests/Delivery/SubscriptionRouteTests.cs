namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Subscriptions over HTTP, on a server whose deliveries go to the test.</summary>
public sealed class SubscriptionRouteTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private const string Hook = """{"sink":{"kind":"webhook","url":"https://example.org/alerts"},"filter":{"campaigns":["spring*"]},"reason":"on call"}""";

    private readonly TestSender sender = new(TimeProvider.System);
    private TrackerServer served = null!;
    private HttpClient client = null!;
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        // A workspace of its own for each test: others' subscriptions are not to get its alerts.
        var workspace = $"w{Guid.NewGuid():N}";
        engine = await Engine.OpenAsync(server.Database, workspace, "UTC", TimeProvider.System, CancellationToken.None);
        served = await TrackerServer.StartAsync(
            server.Database,
            new ServerOptions(["http://127.0.0.1:0"], workspace, "UTC") { Sender = sender },
            TimeProvider.System,
            CancellationToken.None
        );
        client = RunningServer.ClientOf(served, (await server.KeyAsync(workspace, null, KeyScope.Admin)).Text);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await served.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_is_added_with_a_secret_that_is_told_once()
    {
        using var answer = await client.PostAsync("/v1/subscriptions", Requests.Json(Hook));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        answer.Headers.ETag?.Tag.ShouldBe("\"1\"");
        var added = await answer.JsonAsync();
        var secret = added.GetProperty("secret").GetString().ShouldNotBeNull();
        secret.ShouldStartWith("whsec_");

        using var one = await client.GetAsync(answer.Headers.Location);
        var told = await one.Content.ReadAsStringAsync();
        one.Headers.ETag.ShouldNotBeNull().Tag.ShouldStartWith("\"1-");
        told.ShouldNotContain(secret);
        (await client.GetStringAsync("/v1/subscriptions")).ShouldNotContain(secret);
        (await client.GetStringAsync("/v1/journal?stream=subscription-")).ShouldNotContain(secret);
        (await client.GetStringAsync("/v1/journal?stream=subscription-")).ShouldContain("on call");
        var found = JsonElement.Parse(told);
        (
            found.GetProperty("state").GetString(),
            found.GetProperty("sink").GetProperty("url").GetString(),
            found.GetProperty("filter").GetProperty("campaigns")[0].GetString()
        ).ShouldBe(("active", "https://example.org/alerts", "spring*"));
    }

    [Theory]
    [InlineData("[]", 422, "invalid_member")]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("{}", 422, "missing_member")]
    [InlineData("""{"sink":{"kind":"pigeon"}}""", 422, "unknown_kind")]
    [InlineData("""{"sink":{"kind":"webhook"}}""", 422, "missing_member")]
    [InlineData("""{"sink":{"kind":"webhook","url":"nowhere"}}""", 422, "invalid_sink")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"secret":"short"}""", 422, "invalid_sink")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"filter":{"kind":["silence"]}}""", 422, "unknown_member")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"filter":{"kinds":["noise"]}}""", 422, "invalid_filter")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"filter":{"kinds":"silence"}}""", 422, "invalid_member")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"filter":{"changes":["resolvd"]}}""", 422, "invalid_filter")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org","server":"smtp://mail.example.org"}}""", 422, "unknown_member")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"filters":{"kinds":["silence"]}}""", 422, "unknown_member")]
    [InlineData("""{"sink":{"kind":"smtp","server":"smtp://mail.example.org","from":"a@example.org","to":[]}}""", 422, "invalid_sink")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"fromStart":"yes"}""", 422, "invalid_member")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"topic":"weather"}""", 422, "invalid_topic")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"topic":"checkpoints","filter":{}}""", 422, "invalid_filter")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"topic":"checkpoints","fromStart":true}""", 422, "invalid_topic")]
    [InlineData("""{"sink":{"kind":"alertmanager","url":"https://example.org"},"topic":"checkpoints"}""", 422, "invalid_sink")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"reason":" "}""", 422, "reason_needed")]
    [InlineData("""{"sink":{"kind":"webhook","url":"https://example.org"},"quotes":true}""", 422, "invalid_quotes")]
    [InlineData("""{"sink":{"kind":"slack","url":"https://example.org/x"},"topic":"checkpoints","quotes":true}""", 422, "invalid_quotes")]
    public async Task What_is_no_subscription_is_refused(string body, int status, string code)
    {
        using var answer = await client.PostAsync("/v1/subscriptions", Requests.Json(body));

        await answer.ShouldBeProblemAsync(status, code);
    }

    [Fact]
    public async Task Quotes_need_the_scope_voices_to_be_asked_for_and_to_be_sent_on_elsewhere()
    {
        const string Wanted = """{"sink":{"kind":"slack","url":"https://example.org/a"},"quotes":true}""";
        using var operate = await ClientAsync(KeyScope.Operate);
        using var both = await ClientAsync(KeyScope.Operate, KeyScope.Voices);

        using (var refused = await operate.PostAsync("/v1/subscriptions", Requests.Json(Wanted)))
            (await refused.ShouldBeProblemAsync(403, "scope_missing")).GetProperty("pointer").GetString().ShouldBe("/quotes");
        using var made = await both.PostAsync("/v1/subscriptions", Requests.Json(Wanted));
        var added = await made.JsonAsync();
        added.GetProperty("quotes").GetBoolean().ShouldBeTrue();
        var path = $"/v1/subscriptions/{added.GetProperty("id").GetString()}";
        foreach (
            var (method, behind, body) in new[]
            {
                (HttpMethod.Patch, "", """{"filter":{}}"""),
                (HttpMethod.Post, "/enable", ""),
                (HttpMethod.Post, "/rotate", """{"secret":"/b"}"""),
            }
        )
        {
            using var refused = await SendAsync(method, path + behind, body, by: operate);
            await refused.ShouldBeProblemAsync(403, "scope_missing");
            using var taken = await SendAsync(method, path + behind, body, by: both);
            taken.IsSuccessStatusCode.ShouldBeTrue(await taken.Content.ReadAsStringAsync());
        }

        using var disabled = await SendAsync(HttpMethod.Post, path + "/disable", "", by: operate);
        disabled.IsSuccessStatusCode.ShouldBeTrue();
        (await AddAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_at_a_stale_version_is_refused_and_one_at_the_version_that_is_there_is_made()
    {
        var id = await AddAsync();

        using (var changed = await SendAsync(HttpMethod.Patch, $"/v1/subscriptions/{id}", """{"filter":{"severities":["critical"]}}""", "\"1\""))
            changed.Headers.ETag?.Tag.ShouldBe("\"2\"", await changed.Content.ReadAsStringAsync());
        foreach (
            var (method, path, body) in new[]
            {
                (HttpMethod.Patch, "", """{"filter":{}}"""),
                (HttpMethod.Post, "/disable", "{}"),
                (HttpMethod.Post, "/enable", ""),
                (HttpMethod.Post, "/rotate", ""),
                (HttpMethod.Delete, "", ""),
            }
        )
        {
            using var stale = await SendAsync(method, $"/v1/subscriptions/{id}{path}", body, "\"1\"");
            await stale.ShouldBeProblemAsync(412, "version_conflict");
        }

        using (var wrong = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/disable", "", "three"))
            await wrong.ShouldBeProblemAsync(400, "invalid_if_match");
        using (var disabled = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/disable", """{"reason":"holiday"}"""))
            (await disabled.JsonAsync()).GetProperty("disabledBy").GetString().ShouldBe("hand");
        using var read = await client.GetAsync($"/v1/subscriptions/{id}");
        using (
            var known = new HttpRequestMessage(HttpMethod.Get, $"/v1/subscriptions/{id}") { Headers = { { "If-None-Match", read.Headers.ETag!.ToString() } } }
        )
            (await client.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using (var removed = await SendAsync(HttpMethod.Delete, $"/v1/subscriptions/{id}?reason=over", "", "\"3\""))
            removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var over = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/enable", ""))
            await over.ShouldBeProblemAsync(422, "subscription_removed");
        (await client.GetJsonAsync("/v1/subscriptions")).GetProperty("subscriptions").GetArrayLength().ShouldBe(0);
        (await client.GetJsonAsync("/v1/journal?stream=subscription-"))
            .GetProperty("entries")
            .EnumerateArray()
            .Select(entry => $"{entry.GetProperty("type")}: {entry.GetProperty("actor")}, {entry.GetProperty("reason")}")
            .ShouldBe([
                "subscription_added: ada, on call",
                "subscription_filtered: ada, filtered through the API",
                "subscription_disabled: ada, holiday",
                "subscription_removed: ada, over",
            ]);
    }

    [Fact]
    public async Task A_rotated_secret_is_told_once_and_both_are_sent_with()
    {
        var id = await AddAsync();

        using var answer = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/rotate", """{"overlapHours":1}""");

        var secret = (await answer.JsonAsync()).GetProperty("secret").GetString();
        await engine.RaiseAsync(SampleAlerts.Make("a"));
        await Until.TrueAsync(() => Task.FromResult(sender.All.Count == 1));
        sender.All[0].Secrets.Count.ShouldBe(2);
        sender.All[0].Secrets[0].ShouldBe(secret);
    }

    [Fact]
    public async Task A_test_says_what_came_of_it_and_is_marked()
    {
        var id = await AddAsync();
        using (var good = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/test", ""))
            (await good.JsonAsync()).GetProperty("delivered").GetBoolean().ShouldBeTrue();
        sender.Answer = (_, _) => TestSender.Failed("500 Internal Server Error");

        using var bad = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/test", "");

        (await bad.JsonAsync()).GetProperty("what").GetString().ShouldBe("500 Internal Server Error");
        sender.All.ShouldAllBe(sent => sent.Notice.Change.Type == "alert_test" && sent.Notice.Change.Alert.Campaign == "test");
        (await client.GetJsonAsync($"/v1/subscriptions/{id}/deliveries")).GetProperty("deliveries").GetArrayLength().ShouldBe(0);
        using var unknown = await SendAsync(HttpMethod.Post, "/v1/subscriptions/none/test", "");
        await unknown.ShouldBeProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task Deliveries_are_listed_by_pages_and_states_and_a_dead_one_is_delivered_when_asked_for_again()
    {
        var id = await AddAsync();
        sender.Answer = (sent, _) => sent.Alert == "b" ? TestSender.Failed("503") : TestSender.Delivered;
        foreach (var alert in new[] { "a", "b", "c" })
            await engine.RaiseAsync(SampleAlerts.Make(alert));
        await Until.TrueAsync(async () =>
            (await PageAsync("?state=delivered")).GetProperty("deliveries").GetArrayLength() == 2
            && (await PageAsync("?state=pending")).GetProperty("deliveries")[0].GetProperty("attempts").GetInt32() == 1
        );

        var alerts = new List<string?>();
        long? after = 0;
        while (after is not null)
        {
            var page = await PageAsync($"?limit=2&after={after}");
            alerts.AddRange(page.GetProperty("deliveries").EnumerateArray().Select(delivery => delivery.GetProperty("alert").GetString()));
            after = page.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        alerts.ShouldBe(["a", "b", "c"]);
        var failed = (await PageAsync("?state=pending")).GetProperty("deliveries")[0];
        failed.GetProperty("status").GetString().ShouldBe("503");
        sender.Answer = (_, _) => TestSender.Delivered;
        using (var again = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/deliveries/{failed.GetProperty("id").GetString()}/redeliver", ""))
            (await again.JsonAsync()).GetProperty("attempts").GetInt32().ShouldBe(0);
        await Until.TrueAsync(async () => (await PageAsync("?state=delivered")).GetProperty("deliveries").GetArrayLength() == 3);

        (await client.GetJsonAsync("/v1/subscriptions"))
            .GetProperty("subscriptions")[0]
            .GetProperty("deliveries")
            .GetProperty("delivered")
            .GetInt32()
            .ShouldBe(3);
        using var unknown = await SendAsync(HttpMethod.Post, $"/v1/subscriptions/{id}/deliveries/msg_00/redeliver", "");
        await unknown.ShouldBeProblemAsync(404, "not_found");
        using var nonsense = await client.GetAsync($"/v1/subscriptions/{id}/deliveries?state=lost");
        await nonsense.ShouldBeProblemAsync(400, "bad_parameter");

        async Task<JsonElement> PageAsync(string query) => await client.GetJsonAsync($"/v1/subscriptions/{id}/deliveries{query}");
    }

    private async Task<HttpClient> ClientAsync(params KeyScope[] scopes) =>
        RunningServer.ClientOf(served, (await server.KeyAsync(engine.Workspace.Name, null, scopes)).Text);

    private async Task<string> AddAsync()
    {
        using var answer = await client.PostAsync("/v1/subscriptions", Requests.Json(Hook));
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body, string? version = null, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
            request.Content = Requests.Json(body);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await (by ?? client).SendAsync(request);
    }
}
