using CustomerPerformanceTracker.Server.Tests.Commands;

namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>Whatever is answered to a request that may come again, no secret of it is kept.</summary>
public sealed class SecretAtRestTests(RunningServer server) : AdminTests(server)
{
    private const string Hook = """{"sink":{"kind":"webhook","url":"https://example.org/alerts"}}""";
    private const string Share = """{"kind":"digest","reason":"r"}""";
    private const string Key = """{"scopes":["read"],"person":"p","reason":"r"}""";

    [Fact]
    public async Task No_answer_of_any_route_is_kept_with_a_secret()
    {
        var subscription = (await SendAsync("POST", "/v1/subscriptions", Hook, "made")).GetProperty("id").GetString();
        var shown = 0;
        foreach (var route in RouteTable.CommandsOf(Running.Server).OrderBy(route => route.Method == "DELETE"))
        {
            var path = route.Path.Replace("/v1/subscriptions/nothing", $"/v1/subscriptions/{subscription}", StringComparison.Ordinal);
            var body = route.Path switch
            {
                "/v1/subscriptions/" => Hook,
                "/v1/keys/" => Key,
                "/v1/shares/" => Share,
                _ => route.Body is { } type ? RouteTable.Sample(type).ToJsonString() : "",
            };
            var answer = (await SendAsync(route.Method, path, body, $"{route.Method} {route.Path}")).GetRawText();
            shown += new[] { "cpt_", "whsec_", "cptshare_" }.Any(mark => answer.Contains(mark, StringComparison.Ordinal)) ? 1 : 0;
        }

        shown.ShouldBe(4, "a key, a link, a subscription and a rotation show theirs");
        (await KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_request_makes_no_second_key_and_says_what_became_of_the_first()
    {
        var made = await SendAsync("POST", "/v1/keys", Key, "k-1");
        var keys = (await Client.GetJsonAsync("/v1/keys")).GetProperty("keys").GetArrayLength();

        var again = await SendAsync("POST", "/v1/keys", Key, "k-1");

        again.GetProperty("code").GetString().ShouldBe("secret_shown_once");
        again.GetProperty("status").GetInt32().ShouldBe(409);
        again.GetProperty("detail").GetString()!.ShouldContain(made.GetProperty("id").GetString()!);
        again.GetProperty("detail").GetString()!.ShouldContain("revokes it");
        (await Client.GetJsonAsync("/v1/keys")).GetProperty("keys").GetArrayLength().ShouldBe(keys);
    }

    [Fact]
    public async Task Answers_that_were_kept_with_a_secret_are_taken_out_of_an_older_database()
    {
        const string Kept = """{"key":"cpt_485927ae56ca_R3b0","id":"485927ae56ca"}""";
        await RunAsync(
            "insert into intake.request (workspace, client, key, hash, started_at, status, content_type, body) values (7777, 'c', 'old', sha256('x'), "
                + $"now(), 201, 'application/json', '{Kept}')"
        );
        (await KeptAsync()).ShouldBe(["old"]);

        var assembly = typeof(LoopModule).Assembly;
        using var migration = new StreamReader(
            assembly.GetManifestResourceStream(
                assembly.GetManifestResourceNames().Single(name => name.EndsWith("131-request-secrets.sql", StringComparison.Ordinal))
            )!
        );
        await RunAsync(await migration.ReadToEndAsync());

        (await KeptAsync()).ShouldBeEmpty();
        await using var left = Running.Database.Owner.CreateCommand(
            "select status || ' ' || convert_from(body, 'utf8') from intake.request where workspace = 7777"
        );
        ((string)(await left.ExecuteScalarAsync())!).ShouldStartWith("409 {\"type\":\"urn:cpt:problem:secret_shown_once\"");
    }

    private async Task RunAsync(string sql)
    {
        await using var command = Running.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<JsonElement> SendAsync(string method, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0)
            request.Content = Requests.Json(body);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"\"{key}\"");
        using var answer = await Client.SendAsync(request);
        return (await answer.Content.ReadAsByteArrayAsync()).Length == 0 ? JsonElement.Parse("{}") : await answer.JsonAsync();
    }

    private async Task<IReadOnlyList<string>> KeptAsync()
    {
        await using var command = Running.Database.Owner.CreateCommand(
            "select key from intake.request where coalesce(convert_from(body, 'utf8'), '') || coalesce(headers, '') ~ 'cpt_[0-9a-f]{12}_|whsec_|cptshare_'"
        );
        var kept = new List<string>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            kept.Add(row.GetString(0));
        return kept;
    }
}
