namespace CustomerPerformanceTracker.Server.Tests.Access;

public sealed class KeyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_key_is_also_taken_as_the_user_of_Basic()
    {
        var (_, text) = await server.KeyAsync("default", null, KeyScope.Read);

        (await StatusAsync(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{text}:"))))).ShouldBe(200);
        (await StatusAsync(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{text}"))))).ShouldBe(401);
        (await StatusAsync(new AuthenticationHeaderValue("Basic", "no base64"))).ShouldBe(401);
        (await StatusAsync(new AuthenticationHeaderValue("Basic", new string('A', 10_000)))).ShouldBe(401);
    }

    [Fact]
    public async Task A_key_that_is_wrong_anywhere_opens_nothing()
    {
        var (_, text) = await server.KeyAsync("default", null, KeyScope.Read);
        (await StatusAsync(text)).ShouldBe(200);

        var otherSecret = text[..17] + Convert.ToBase64String(new byte[32]).TrimEnd('=') + text[^8..];
        foreach (
            var wrong in new[]
            {
                text[..^1] + (text[^1] == '0' ? '1' : '0'),
                otherSecret,
                Checked(otherSecret[..^8]),
                Checked(text[..4] + "000000000000" + text[16..^8]),
                text.ToUpperInvariant(),
                text[..^8] + text[^8..].ToUpperInvariant() + "x",
                text[..^1],
                text + "0",
                text[4..],
                "",
                "x",
            }
        )
            (await StatusAsync(wrong)).ShouldBe(401, wrong);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_within_a_second_on_another_node()
    {
        var clock = new SetClock();
        await using var other = await RunningServer.StartAsync(server.Database, clock: clock);
        var (key, text) = await server.KeyAsync("default", null, KeyScope.Read);
        var (_, admin) = await server.KeyAsync("default", null, KeyScope.Admin);
        using var far = RunningServer.ClientOf(other, text);
        using var near = RunningServer.ClientOf(server.Server, text);
        using var chief = RunningServer.ClientOf(server.Server, admin);
        (await far.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await near.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await chief.DeleteAsync($"/v1/keys/{key.Id}?reason=lost")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        clock.Advance(TimeSpan.FromSeconds(1));

        (await near.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await far.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await chief.DeleteAsync($"/v1/keys/{key.Id}?reason=lost")).ShouldBeProblemAsync(404, "not_found");
        (await TypesAsync(chief, $"key-{key.Id}")).ShouldBe(["key_created", "key_revoked"]);
    }

    [Fact]
    public async Task An_expired_key_opens_nothing()
    {
        var clock = new SetClock();
        await using var other = await RunningServer.StartAsync(server.Database, clock: clock);
        var (_, text) = await server.KeyAsync("default", clock.GetUtcNow().AddHours(1), KeyScope.Read);
        using var client = RunningServer.ClientOf(other, text);
        (await client.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromHours(1));

        (await client.GetAsync("/v1/campaigns")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Nothing_in_the_database_opens_anything()
    {
        var (key, text) = await server.KeyAsync("default", null, KeyScope.Admin);

        foreach (var table in new[] { "access.key", "journal.mt_events", "journal.mt_streams" })
        {
            await using var dump = server.Database.Owner.CreateCommand($"select string_agg(row::text, ' ') from {table} row");
            var rows = (string)(await dump.ExecuteScalarAsync())!;
            rows.ShouldContain(key.Id);
            rows.ShouldNotContain(text);
            rows.ShouldNotContain(text[17..^8]);
        }
    }

    [Fact]
    public async Task Refusals_are_entries_of_the_journal_with_their_number_once_an_hour_for_each_key_and_route()
    {
        var clock = new SetClock();
        await using var other = await RunningServer.StartAsync(server.Database, clock: clock);
        var (_, read) = await server.KeyAsync("counted", null, KeyScope.Read);
        var (_, admin) = await server.KeyAsync("counted", null, KeyScope.Admin);
        using var reader = RunningServer.ClientOf(other, read);
        using var chief = RunningServer.ClientOf(other, admin);

        (await reader.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Until.TrueAsync(async () => (await RefusalsAsync(chief)).Count == 1);
        for (var i = 0; i < 30; i++)
            (await reader.GetAsync("/v1/keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // Another route's is written by a pass that leaves the thirty waiting.
        (await reader.GetAsync("/v1/rejected")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Until.TrueAsync(async () => (await RefusalsAsync(chief)).Count == 2);
        clock.Advance(AccessLog.Interval.ToTimeSpan());
        await Until.TrueAsync(async () => (await RefusalsAsync(chief)).Count == 3);

        var told = await RefusalsAsync(chief);
        told.Select(one => one.GetProperty("count").GetInt32()).ShouldBe([1, 1, 30]);
        told.ShouldAllBe(one => one.GetProperty("code").GetString() == "scope_missing" && one.GetProperty("person").GetString() == "ada");
        told[2].GetProperty("route").GetString().ShouldBe("/v1/keys/");
    }

    [Fact]
    public async Task Requests_without_a_valid_key_are_counted_and_leave_nothing_in_the_log()
    {
        var (_, read) = await server.KeyAsync("default", null, KeyScope.Read);
        using var reader = RunningServer.ClientOf(server.Server, read);
        var before = await StrangersAsync(reader);
        var head = await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None);

        for (var i = 0; i < 20; i++)
            (await StatusAsync("cpt_none")).ShouldBe(401);

        (await StrangersAsync(reader)).ShouldBeGreaterThanOrEqualTo(before + 20);
        await Task.WhenAll(server.Server.Workspaces.All.Select(workspace => workspace.Access.WriteAsync(all: true, CancellationToken.None)));
        (await server.Engine.Journal.ReadAsync("access", SealNumber.Max, head.Journal, limit: null, CancellationToken.None)).ShouldNotContain(entry =>
            entry.Data.GetProperty("code").GetString() == "key_needed"
        );
    }

    [Fact]
    public void The_log_says_once_a_minute_how_many_requests_had_no_key()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var lines = new LogLines();
        using var strangers = new Strangers(clock, lines);

        for (var i = 0; i < 1_000; i++)
            strangers.Count();
        lines.All.ShouldBeEmpty();
        clock.Advance(Strangers.Interval);
        strangers.Count();

        lines.All.ShouldHaveSingleItem().ShouldContain("1000");
        clock.Advance(Strangers.Interval);
        lines.All.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"scopes":["read","everything"],"person":"ada","reason":"r"}""", 422, "unknown_scope")]
    [InlineData("""{"scopes":[],"person":"ada","reason":"r"}""", 422, "incomplete_key")]
    [InlineData("""{"scopes":["read"],"person":" ","reason":"r"}""", 422, "incomplete_key")]
    [InlineData("""{"scopes":["read"],"person":"a\u0000b","reason":"r"}""", 400, "invalid_text")]
    [InlineData("""{"scopes":["read"],"person":"ada","reason":"a\u0000b"}""", 400, "invalid_text")]
    [InlineData("""{"scopes":["read"],"person":"ada","reason":"r","label":"a\u0000b"}""", 400, "invalid_text")]
    [InlineData("""{"scopes":["read"],"person":"\ud800","reason":"r"}""", 422, "invalid_member")]
    [InlineData("""{"scopes":[null],"person":"ada","reason":"r"}""", 422, "invalid_member")]
    [InlineData("""{"scopes":["read"]""", 400, "invalid_json")]
    [InlineData("null", 422, "invalid_member")]
    public async Task A_key_that_cannot_be_made_says_why(string wanted, int status, string code)
    {
        var (_, admin) = await server.KeyAsync("default", null, KeyScope.Admin);
        using var chief = RunningServer.ClientOf(server.Server, admin);

        await (await chief.PostAsync("/v1/keys", Requests.Json(wanted))).ShouldBeProblemAsync(status, code);
    }

    private static async Task<long> StrangersAsync(HttpClient client) =>
        long.Parse(
            (await client.GetStringAsync("/metrics"))
                .Split('\n')
                .Single(line => line.StartsWith("cpt_requests_without_key_total ", StringComparison.Ordinal))
                .Split(' ')[1],
            CultureInfo.InvariantCulture
        );

    private static string Checked(string body) => body + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..8];

    private static async Task<List<JsonElement>> RefusalsAsync(HttpClient client) =>
        [
            .. (await client.GetJsonAsync("/v1/journal?stream=access"))
                .GetProperty("entries")
                .EnumerateArray()
                .Where(entry => entry.GetProperty("type").GetString() == "access_refused")
                .Select(entry => entry.GetProperty("data")),
        ];

    private static async Task<string[]> TypesAsync(HttpClient client, string stream) =>
        [
            .. (await client.GetJsonAsync($"/v1/journal?stream={stream}"))
                .GetProperty("entries")
                .EnumerateArray()
                .Select(entry => entry.GetProperty("type").GetString()!),
        ];

    private Task<int> StatusAsync(string key) => StatusAsync(new AuthenticationHeaderValue("Bearer", key));

    private async Task<int> StatusAsync(AuthenticationHeaderValue authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/campaigns") { Headers = { Authorization = authorization } };
        using var answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}

/// <summary>What was written to a log.</summary>
internal sealed class LogLines : ILogger<TrackerServer>
{
    public List<string> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Add(formatter(state, exception));
}
