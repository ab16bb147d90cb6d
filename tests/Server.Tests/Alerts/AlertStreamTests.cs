using System.Net.ServerSentEvents;
using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Server.Tests.Alerts;

/// <summary>Alerts arrive as they are raised, and a reader that comes back misses none and gets none twice.</summary>
public sealed class AlertStreamTests : IAsyncLifetime
{
    private const string Policy = SamplePolicies.FallingTrust;

    private readonly RunningServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_alert_arrives_when_it_is_raised_and_those_that_were_missed_arrive_on_return()
    {
        await SetPolicyAsync();
        await using var live = await StreamAsync();

        await FallAsync("spring");
        var first = await live.NextAsync();
        first.EventType.ShouldBe("alert");
        JsonDocument.Parse(first.Data).RootElement.GetProperty("campaign").GetString().ShouldBe("spring");
        var sent = JsonDocument.Parse(first.Data).RootElement;
        var read = await server.Client.GetJsonAsync($"/v1/alerts/{sent.GetProperty("id").GetString()}");
        foreach (var told in sent.EnumerateObject().Where(told => told.Name is not ("change" or "actor" or "reason")))
            JsonElement.DeepEquals(read.GetProperty(told.Name), told.Value).ShouldBeTrue(told.Name);

        foreach (var campaign in new[] { "summer", "autumn", "winter" })
        {
            await FallAsync(campaign);
            CampaignOf(await live.NextAsync()).ShouldBe(campaign);
        }

        (await CampaignsAsync(first.EventId)).ShouldBe(["summer", "autumn", "winter"]);
        (await CampaignsAsync("0")).ShouldBe(["spring", "summer", "autumn", "winter"]);
        await using var other = await RunningServer.StartAsync(server.Database);
        (await CampaignsAsync(first.EventId, other)).ShouldBe(["summer", "autumn", "winter"]);

        var alerts = new List<string>();
        long? after = 0;
        while (after is not null)
        {
            var page = await server.Client.GetJsonAsync($"/v1/alerts?limit=2&after={after}");
            alerts.AddRange(page.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("campaign").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        alerts.ShouldBe(["spring", "summer", "autumn", "winter"]);
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public async Task An_id_that_is_none_is_answered_with_a_reset(string id)
    {
        await using var reader = await StreamAsync(id);

        var reset = await reader.NextAsync();

        (reset.EventType, reset.EventId).ShouldBe(("reset", "0"));
        JsonDocument.Parse(reset.Data).RootElement.GetProperty("position").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_silent_stream_says_that_it_lives()
    {
        await using var quick = await TrackerServer.StartAsync(
            server.Database,
            new ServerOptions(["http://127.0.0.1:0"], "default", "UTC") { Heartbeat = TimeSpan.FromMilliseconds(20) },
            TimeProvider.System,
            CancellationToken.None
        );
        using var client = RunningServer.ClientOf(quick);
        using var lines = new StreamReader(await client.GetStreamAsync("/v1/alerts/stream"));

        var beats = 0;
        while (beats < 3)
            beats += (await lines.ReadLineAsync()).ShouldNotBeNull() == ": heartbeat" ? 1 : 0;
    }

    [Fact]
    public async Task A_reader_that_does_not_read_is_dropped()
    {
        await using var strict = await TrackerServer.StartAsync(
            server.Database,
            new ServerOptions(["http://127.0.0.1:0"], "default", "UTC") { ReaderPatience = TimeSpan.FromMilliseconds(200) },
            TimeProvider.System,
            CancellationToken.None
        );
        await SetPolicyAsync();
        await FallAsync("spring");
        var raised = await RaisedAsync();
        // More than the buffers between the two can hold: the kernel's 4 MiB for a sender (tcp_wmem), and what little the reader has.
        var copies = (int)(12_000_000 / raised.Data.GetRawText().Length);
        foreach (var some in Enumerable.Range(0, copies).Chunk(1_000))
            await server.Engine.Journal.AppendAsync(
                [.. some.Select(i => new StreamAppend($"alert-{i}", ExpectedVersion.NoStream, [new JournalEvent(raised.Type, raised.Data)]))],
                new Authorship("test", "to be sent"),
                CancellationToken.None
            );

        using var lazy = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await lazy.ConnectAsync(IPAddress.Loopback, new Uri(strict.Urls[0]).Port);
        await lazy.SendAsync("GET /v1/alerts/stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n"u8.ToArray());

        await Until.TrueAsync(() => Task.FromResult(IsReset(lazy)));
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        var stopping = await RunningServer.StartAsync(server.Database);
        using var client = RunningServer.ClientOf(stopping);
        using var lines = new StreamReader(await client.GetStreamAsync("/v1/alerts/stream"));
        (await lines.ReadLineAsync()).ShouldNotBeNull();

        var stop = stopping.DisposeAsync().AsTask();

        await lines.ReadToEndAsync();
        await stop;
    }

    [Fact]
    public async Task A_review_at_a_seal_knows_nothing_of_alerts_raised_later()
    {
        await SetPolicyAsync();
        var seal = await FallAsync("spring");
        await RaisedAsync();

        (await AlertsAsync("")).ShouldBe(1);
        (await AlertsAsync($"&seal={seal}")).ShouldBe(0);

        async Task<int> AlertsAsync(string cursor) =>
            (await server.Client.GetJsonAsync($"/v1/reviews/spring?from=2025-03-01&to=2025-05-01{cursor}")).GetProperty("alerts").GetArrayLength();
    }

    private async Task SetPolicyAsync()
    {
        using var set = await server.Client.PutAsync("/v1/policies?reason=to-be-told", new StringContent(Policy));
        set.StatusCode.ShouldBe(HttpStatusCode.OK, await set.Content.ReadAsStringAsync());
    }

    /// <summary>The journal's first alert, once it is there.</summary>
    private async Task<JournalEntry> RaisedAsync()
    {
        IReadOnlyList<JournalEntry> alerts = [];
        await Until.TrueAsync(async () => (alerts = await server.Engine.Journal.ReadAsync("alert-", CancellationToken.None)).Count > 0);
        return alerts[0];
    }

    /// <summary>Whether the other end has closed: written to, it answers so.</summary>
    private static bool IsReset(Socket socket)
    {
        try
        {
            socket.Send("\r\n"u8);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static string? CampaignOf(SseItem<string> item) => JsonDocument.Parse(item.Data).RootElement.GetProperty("campaign").GetString();

    /// <summary>The campaigns of the alerts behind an id; the last one is known to be winter's.</summary>
    private async Task<List<string?>> CampaignsAsync(string? after, TrackerServer? from = null)
    {
        await using var reader = await StreamAsync(after, from);
        var campaigns = new List<string?>();
        while (campaigns.LastOrDefault() != "winter")
            campaigns.Add(CampaignOf(await reader.NextAsync()));
        return campaigns;
    }

    private async Task<AlertReader> StreamAsync(string? after = null, TrackerServer? from = null)
    {
        var client = RunningServer.ClientOf(from ?? server.Server);
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/alerts/stream");
        if (after is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        return new AlertReader(client, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Imports, as the command line does, a history in which trust falls on day 90 and use holds; returns its seal.</summary>
    private async Task<int> FallAsync(string campaign)
    {
        var lines = Enumerable
            .Range(0, 121)
            .SelectMany(day =>
                new[]
                {
                    Line("visit", "\"count\":2000"),
                    Line("conversion", "\"count\":200"),
                    Line("survey_answer", Trust(1, day < 90 ? 80 : 55), "good"),
                    Line("survey_answer", Trust(0, day < 90 ? 20 : 45), "bad"),
                }.Select(line => line.Replace("DAY", new DateOnly(2025, 1, 1).AddDays(day).ToString("yyyy-MM-dd", null), StringComparison.Ordinal))
            );
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var summary = await new Import(
            server.Engine.Log.AppendAsync,
            (_, _) => throw new InvalidOperationException("a row was rejected"),
            TimeProvider.System
        ).RunAsync(source, new IntakeOptions { History = true }, progress: null, CancellationToken.None);
        summary.Accepted.ShouldBe(4 * 121);
        return summary.LastSeal.ShouldNotBeNull().Value;

        static string Trust(int score, int count) => $"\"kpi\":\"trust\",\"score\":{score},\"scale\":[0,1],\"count\":{count}";
        string Line(string type, string rest, string more = "") =>
            $$"""{"id":"{{type}}-{{more}}-DAY","type":"{{type}}","campaign":"{{campaign}}","occurredAt":"DAYT12:00:00Z",{{rest}}}""";
    }

    private sealed class AlertReader(HttpClient client, Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> items = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

        public async Task<SseItem<string>> NextAsync()
        {
            (await items.MoveNextAsync().AsTask().WaitAsync(Patience.Limit)).ShouldBeTrue("the stream ended");
            return items.Current;
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
        }
    }
}
