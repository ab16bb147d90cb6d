namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>
/// A command whose answer was lost, with the server that ran it or without, is not run again when its Idempotency-Key comes again: commands that would
/// do the same once more, each with the stored name of what it decides.
/// </summary>
public sealed class CarriedOutTests : IAsyncLifetime
{
    private readonly SetClock clock = new();
    private TestDatabase test = null!;
    private CommitCutter cutter = null!;
    private Database direct = null!;
    private Database database = null!;
    private Engine engine = null!;
    private TrackerServer server = null!;
    private HttpClient client = null!;

    public static TheoryData<string, string, string> Commands { get; } =
        new()
        {
            { "/v1/alerts/a/comment", """{"text":"a remark"}""", "alert_commented" },
            { "/v1/silences", """{"until":"2100-01-01T00:00:00Z","reason":"a holiday"}""", "silence_set" },
            {
                "/v1/adjustments",
                """{"campaign":"spring","lever":"funnel","what":"a step less","hypothesis":"less to go wrong","expected":5,"reason":"too many leave"}""",
                "adjustment_proposed"
            },
            { "/v1/keys", """{"scopes":["read"],"person":"bea","reason":"to read"}""", "key_created" },
            { "/v1/shares", """{"kind":"digest","reason":"for the board"}""", "reading_shared" },
            { "/v1/groups", """{"group":"analysts","scopes":["read"],"reason":"to read"}""", "group_granted" },
            { "/v1/subscriptions", """{"sink":{"kind":"webhook","url":"https://example.org/alerts"}}""", "subscription_added" },
            { "/v1/kpis?reason=agreed", "kpis:\n  - { kpi: trust, target: 60, floor: 25, weight: 2 }\n", "kpi_stack_set" },
        };

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TrackerModules.All);
        cutter = new CommitCutter(test.ConnectionString);
        direct = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        database = await Database.OpenAsync(cutter.ConnectionString, TrackerModules.All, CancellationToken.None);
        engine = await Engine.OpenAsync(direct, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        var by = new Authorship("test", "to be commanded");
        var (_, key) = await new KeyStore(direct, TimeProvider.System).CreateAsync(engine, [KeyScope.Admin], "ada", "", null, by, CancellationToken.None);
        await engine.RaiseAsync(by, SampleAlerts.Make("a"));
        server = await RunningServer.StartAsync(database, clock: clock);
        client = RunningServer.ClientOf(server, key.Text);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await database.DisposeAsync();
        await direct.DisposeAsync();
        await cutter.DisposeAsync();
        await test.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task After_a_commit_of_which_nothing_could_be_learned_the_same_key_runs_nothing(string path, string body, string decided)
    {
        var before = await CountAsync(decided);
        cutter.CutNextCommit(Cut.BeforeTheAnswer, transaction => transaction.Contains(decided, StringComparison.Ordinal));
        cutter.CutNextStatement("select exists (select from journal.mt_events");

        await (await SendAsync(path, body)).ShouldBeProblemAsync(503, "database_away");
        var again = await SendAsync(path, body);

        (await CountAsync(decided)).ShouldBe(before + 1);
        await ShouldNameAsync(again, decided);
        await ShouldNameAsync(await SendAsync(path, body), decided);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task After_a_commit_that_never_came_the_same_key_runs_the_command(string path, string body, string decided)
    {
        var before = await CountAsync(decided);
        cutter.CutNextCommit(Cut.BeforeTheServer, transaction => transaction.Contains(decided, StringComparison.Ordinal));
        cutter.CutNextStatement("select exists (select from journal.mt_events");

        await (await SendAsync(path, body)).ShouldBeProblemAsync(503, "database_away");
        using var again = await SendAsync(path, body);

        again.IsSuccessStatusCode.ShouldBeTrue(await again.Content.ReadAsStringAsync());
        (await CountAsync(decided)).ShouldBe(before + 1);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task After_a_server_was_killed_between_the_commit_and_its_answer_the_same_key_runs_nothing(string path, string body, string decided)
    {
        var before = await CountAsync(decided);
        using var first = await SendAsync(path, body);
        first.IsSuccessStatusCode.ShouldBeTrue(await first.Content.ReadAsStringAsync());
        await using (var kill = direct.Owner.CreateCommand("update intake.request set status = null, content_type = null, body = null, headers = null"))
            (await kill.ExecuteNonQueryAsync()).ShouldBe(1, "as it is left by a server that ends there");

        await (await SendAsync(path, body)).ShouldBeProblemAsync(409, "request_in_progress");
        clock.Advance(TimeSpan.FromMinutes(2));
        var again = await SendAsync(path, body);

        (await CountAsync(decided)).ShouldBe(before + 1);
        await ShouldNameAsync(again, decided);
    }

    private async Task ShouldNameAsync(HttpResponseMessage answer, string decided)
    {
        var problem = await answer.ShouldBeProblemAsync(409, "request_carried_out");
        var entry = (await engine.Journal.ReadAsync("", CancellationToken.None)).Last(one => one.Type == decided);
        problem.GetProperty("position").GetInt64().ShouldBe(entry.Position.Value);
        problem.GetProperty("stream").GetString().ShouldBe(entry.Stream);
    }

    private async Task<int> CountAsync(string decided) => (await engine.Journal.ReadAsync("", CancellationToken.None)).Count(entry => entry.Type == decided);

    private async Task<HttpResponseMessage> SendAsync(string path, string body)
    {
        using var request = body.StartsWith('{')
            ? new HttpRequestMessage(HttpMethod.Post, path) { Content = Requests.Json(body) }
            : new HttpRequestMessage(HttpMethod.Put, path) { Content = Requests.Bytes(Encoding.UTF8.GetBytes(body), "application/yaml") };
        request.Headers.Add("Idempotency-Key", "\"once\"");
        return await client.SendAsync(request);
    }
}
