namespace CustomerPerformanceTracker.Server.Tests.Watching;

/// <summary>Senders whose clocks are wrong: what they send is taken, reported, and moves nothing.</summary>
public sealed class SenderClockTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_signal_dated_ahead_is_counted_and_told_beside_a_reading_that_stays_where_it_was()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("ahead", null, KeyScope.Admin)).Text);
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("a1"), Signals.Visit("a2")])));
        await Until.TrueAsync(async () => (await client.GetAsync("/v1/scorecards/spring")).IsSuccessStatusCode);
        var before = await client.GetJsonAsync("/v1/scorecards/spring");

        await client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("a3", count: 3, at: "2126-11-28T12:00:00Z")));
        await Until.TrueAsync(async () =>
            (await client.GetStringAsync("/metrics")).Contains("cpt_signals_ahead{workspace=\"ahead\"} 3\n", StringComparison.Ordinal)
        );
        var after = await client.GetJsonAsync("/v1/scorecards/spring");

        foreach (var part in (string[])["window", "kpis", "indices", "reading"])
            after.GetProperty(part).GetRawText().ShouldBe(before.GetProperty(part).GetRawText());
        before.GetProperty("ahead").ValueKind.ShouldBe(JsonValueKind.Null);
        (after.GetProperty("ahead").GetProperty("signals").GetInt64(), after.GetProperty("ahead").GetProperty("newest").GetString()).ShouldBe(
            (3, "2126-11-28")
        );
        (await client.GetJsonAsync("/v1/trends/spring?kpi=visits")).GetProperty("ahead").GetProperty("signals").GetInt64().ShouldBe(3);
    }

    [Fact]
    public async Task A_batch_of_Segment_s_says_by_when_it_was_sent_how_far_its_clock_is_off()
    {
        using var client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("phones", null, KeyScope.Admin)).Text);
        var phone = TimeProvider.System.GetUtcNow().AddYears(50);

        await client.PostAsync(
            "/v1/batch",
            Requests.Json(
                $$$"""{"batch":[{"type":"page","messageId":"p-1","userId":"c","timestamp":"{{{Text(phone.AddSeconds(-30))}}}"}],"sentAt":"{{{Text(phone)}}}"}"""
            )
        );
        await Until.TrueAsync(async () => (await client.GetAsync("/v1/scorecards/none")).IsSuccessStatusCode);

        var card = await client.GetJsonAsync("/v1/scorecards/none");
        card.GetProperty("ahead").ValueKind.ShouldBe(JsonValueKind.Null);
        LocalYear(card).ShouldBeLessThan(phone.Year - 10);
    }

    private static int LocalYear(JsonElement card) => int.Parse(card.GetProperty("window").GetProperty("to").GetString()![..4], CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
