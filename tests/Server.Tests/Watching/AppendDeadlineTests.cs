namespace CustomerPerformanceTracker.Server.Tests.Watching;

/// <summary>A head row that somebody holds is shown by answers, readiness and a gauge, and loses nothing.</summary>
public sealed class AppendDeadlineTests(RunningServer running) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private TrackerServer server = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TrackerServer.StartAsync(
            running.Database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { AppendDeadline = Deadline },
            TimeProvider.System,
            CancellationToken.None
        );
        client = RunningServer.ClientOf(server);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_post_that_waits_too_long_is_answered_503_with_nothing_stored_and_may_come_again()
    {
        var before = await StoredAsync();
        await using (await HoldHeadAsync())
        {
            var post = PostAsync();
            await Until.TrueAsync(async () =>
                (await client.GetStringAsync("/metrics")).Contains("cpt_append_oldest_wait_seconds{workspace=\"default\"} 1.", StringComparison.Ordinal)
            );
            using var ready = await client.GetAsync("/readyz");
            await ready.ShouldBeProblemAsync(503, "appends_wait");

            using var late = await post;
            await late.ShouldBeProblemAsync(503, "append_deadline");
            late.Headers.RetryAfter?.Delta.ShouldNotBeNull();
        }

        (await StoredAsync()).ShouldBe(before);
        (await client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await PostAsync();
        (await again.JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(1);
    }

    private async Task<long> StoredAsync() => (await HeadRow.ReadAsync(running.Database, running.Engine.Workspace, CancellationToken.None)).Signals.Value;

    private Task<HttpResponseMessage> PostAsync() => client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("late")));

    /// <summary>Another's transaction with the workspace's head row, until disposed of.</summary>
    private async Task<NpgsqlConnection> HoldHeadAsync()
    {
        var connection = await running.Database.Owner.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("select from log.workspace for update", connection);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
