namespace CustomerPerformanceTracker.Server.Tests.Watching;

/// <summary>A database that goes away is reported, and comes back without anybody's help.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private TestDatabase test = null!;
    private DatabaseProxy proxy = null!;
    private Database database = null!;
    private TrackerServer server = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TrackerModules.All);
        proxy = new DatabaseProxy(test.ConnectionString);
        database = await Database.OpenAsync(proxy.ConnectionString, TrackerModules.All, CancellationToken.None);
        server = await RunningServer.StartAsync(database);
        client = RunningServer.ClientOf(server);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await database.DisposeAsync();
        await proxy.DisposeAsync();
        await test.DisposeAsync();
    }

    [Fact]
    public async Task While_the_database_is_away_requests_may_come_again_and_then_they_are_taken()
    {
        (await PostAsync("before")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);

        proxy.TakeAway();
        foreach (
            var answer in new[]
            {
                await PostAsync("during"),
                await PostAsync("during"),
                await client.GetAsync("/v1/log/head"),
                await client.GetAsync("/readyz"),
            }
        )
        {
            await answer.ShouldBeProblemAsync(503, "database_away");
            answer.Headers.RetryAfter?.Delta.ShouldNotBeNull();
        }

        (await client.GetAsync("/healthz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        proxy.BringBack();

        await Until.TrueAsync(async () => (await client.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK);
        (await PostAsync("during")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetJsonAsync("/v1/log/head")).GetProperty("signals").GetInt64().ShouldBe(2);
        await Until.TrueAsync(async () => (await client.GetJsonAsync("/v1/campaigns")).GetProperty("campaigns").GetArrayLength() == 1);
    }

    [Fact]
    public async Task Backends_that_are_ended_under_it_cost_no_acknowledged_signal()
    {
        var acknowledged = 0;
        for (var round = 0; round < 10; round++)
        {
            var posts = Enumerable.Range(0, 10).Select(i => PostAsync($"r{round}-{i}")).ToArray();
            await EndBackendsAsync();
            foreach (var answer in await Task.WhenAll(posts))
            {
                acknowledged += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
                ((int)answer.StatusCode).ShouldBeOneOf(200, 503);
            }
        }

        await TakenAsync("after");
        await using var count = test.Source.CreateCommand("select count(*) from log.signal");
        ((long)(await count.ExecuteScalarAsync())!).ShouldBeInRange(acknowledged + 1, 101);
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 10; i++)
                await TakenAsync($"r{round}-{i}");
        }

        ((long)(await count.ExecuteScalarAsync())!).ShouldBe(101);
    }

    private async Task EndBackendsAsync()
    {
        await using var end = test.Source.CreateCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'cpt'"
        );
        await end.ExecuteNonQueryAsync();
    }

    /// <summary>Sends again until it is taken, as the answers say one may: each connection that was ended can cost one answer.</summary>
    private Task TakenAsync(string id) => Until.TrueAsync(async () => (await PostAsync(id)).StatusCode == HttpStatusCode.OK);

    private Task<HttpResponseMessage> PostAsync(string id) => client.PostAsync("/v1/signals", Requests.Json(Signals.Visit(id)));
}
