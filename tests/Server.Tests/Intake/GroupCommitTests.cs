namespace CustomerPerformanceTracker.Server.Tests.Intake;

/// <summary>Many callers share appends; each is told the truth about its own signals.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly RunningServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Of_200_posts_at_once_with_the_same_ids_each_id_is_stored_once_and_every_answer_fits()
    {
        const int Seed = 20260301;
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        var random = new Random(Seed);
        var posts = Enumerable
            .Range(0, 200)
            .Select(_ => Enumerable.Range(0, 5).Select(_ => (Id: random.Next(150), Count: random.Next(1, 3))).ToArray())
            .ToArray();
        var answers = new ConcurrentBag<(int Id, int Count, string Status)>();

        await Task.WhenAll(
            posts.Select(async post =>
            {
                using var answer = await server.Client.PostAsync(
                    "/v1/signals",
                    Requests.Json(Signals.Array(post.Select(one => Signals.Visit($"g{one.Id}", count: one.Count))))
                );
                answer.EnsureSuccessStatusCode();
                foreach (var (item, told) in post.Zip((await answer.JsonAsync()).GetProperty("items").EnumerateArray()))
                    answers.Add((item.Id, item.Count, told.GetProperty("status").GetString()!));
            })
        );

        answers.Count.ShouldBe(1_000);
        foreach (var id in answers.GroupBy(one => one.Id))
        {
            var stored = id.Where(one => one.Status == "accepted").ShouldHaveSingleItem($"id {id.Key}, seed {Seed}").Count;
            id.Where(one => one.Status == "duplicate").ShouldAllBe(one => one.Count == stored);
            id.Where(one => one.Status == "conflict").ShouldAllBe(one => one.Count != stored);
        }

        var head = await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None);
        head.Signals.ShouldBe(new Position(answers.Select(one => one.Id).Distinct().Count()));
        head.Seal.ShouldBeLessThan(new SealNumber(200), "posts that wait together share an append");
    }

    [Fact]
    public async Task A_full_queue_refuses_and_stores_nothing_of_what_it_refused()
    {
        Task<HttpResponseMessage>[] taken;
        await using (await HoldAppendsAsync())
        {
            taken = [.. Enumerable.Range(0, 5).Select(post => PostAsync($"held{post}", 10_000))];
            await Until.TrueAsync(async () => (await DepthAsync()) == 50_000);

            using var refused = await PostAsync("refused", 1);
            await refused.ShouldBeProblemAsync(429, "queue_full");
            refused.Headers.RetryAfter?.Delta.ShouldNotBeNull();
        }

        foreach (var post in taken)
            (await (await post).JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(10_000);
        (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Signals.ShouldBe(new Position(50_000));
        using var again = await PostAsync("refused", 1);
        (await again.JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_appends_what_waits_and_answers_for_it()
    {
        var other = await RunningServer.StartAsync(server.Database);
        using var client = RunningServer.ClientOf(other);
        Task<HttpResponseMessage> posted;
        ValueTask stopping;
        await using (await HoldAppendsAsync())
        {
            posted = client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("last")));
            await Until.TrueAsync(async () => (await DepthAsync(client)) == 1);
            stopping = other.DisposeAsync();
        }

        await stopping;
        (await (await posted).JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(1);
        (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Signals.ShouldBe(new Position(1));
    }

    /// <summary>Every append waits until what is returned is disposed of.</summary>
    private async Task<NpgsqlConnection> HoldAppendsAsync()
    {
        var connection = await server.Database.Owner.OpenConnectionAsync();
        await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("select from log.workspace for update", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task<HttpResponseMessage> PostAsync(string id, int count) =>
        server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(Enumerable.Range(0, count).Select(i => Signals.Visit($"{id}-{i}")))));

    private async Task<int> DepthAsync(HttpClient? client = null)
    {
        var text = await (client ?? server.Client).GetStringAsync("/metrics");
        return int.Parse(text.Split('\n').Single(line => line.StartsWith("cpt_queue_signals{", StringComparison.Ordinal)).Split(' ')[1], null);
    }
}
