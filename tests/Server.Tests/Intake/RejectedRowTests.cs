namespace CustomerPerformanceTracker.Server.Tests.Intake;

/// <summary>What was rejected is kept as it came, and is neither lost nor taken twice.</summary>
public sealed class RejectedRowTests : IAsyncLifetime
{
    private readonly RunningServer server = new();

    private HttpClient Client => server.Client;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Of_a_thousand_with_37_faults_963_are_stored_and_the_others_wait_to_be_mended()
    {
        string[] faults =
        [
            "{\"id\":\"f{0}\"}",
            "null",
            "[{0}]",
            "{\"id\":\"f{0}\",\"type\":\"visit\",\"campaign\":\"spring\",\"occurredAt\":\"2025-05-03 12:00\"}",
            "{\"id\":\"f{0}\",\"type\":\"visit\",\"campaign\":\"sp\\u0000ring\",\"occurredAt\":\"2025-05-03T12:00:00Z\"}",
            "{\"id\":\"f{0}\",\"type\":\"visit\",\"campaign\":\"\\ud800\",\"occurredAt\":\"2025-05-03T12:00:00Z\"}",
            "{ \"id\" : \"f{0}\",\n\t\"type\":\"visit\", \"type\":\"visit\"}",
        ];
        var faulty = Enumerable.Range(0, 37).ToDictionary(i => i * 27, i => faults[i % faults.Length].Replace("{0}", $"{i}", StringComparison.Ordinal));
        var batch = Enumerable.Range(0, 1_000).Select(i => faulty.GetValueOrDefault(i) ?? Signals.Visit($"t{i}"));

        using var answer = await Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(batch)));
        var rejected = (await Client.GetJsonAsync("/v1/rejected?limit=1000")).GetProperty("rejected").EnumerateArray().ToArray();

        (await SignalsAsync()).ShouldBe(963);
        (await answer.JsonAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Select((item, i) => (item.GetProperty("status").GetString() == "rejected", i))
            .Where(one => one.Item1)
            .Select(one => one.i)
            .ShouldBe(faulty.Keys.Order());
        rejected
            .Select(row => ((int)row.GetProperty("place").GetInt64() - 1, row.GetProperty("raw").GetString()))
            .ShouldBe(faulty.OrderBy(one => one.Key).Select(one => (one.Key, (string?)one.Value)));

        foreach (var row in rejected)
        {
            using var again = await ReplayAsync(row, null);
            await again.ShouldBeProblemAsync(422, row.GetProperty("code").GetString()!);
            using var mended = await ReplayAsync(row, Signals.Visit($"t{row.GetProperty("place").GetInt64() - 1}"));
            (await mended.JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(1);
        }

        (await SignalsAsync()).ShouldBe(1_000);
        (await OpenAsync()).ShouldBeEmpty();
        using var twice = await ReplayAsync(rejected[5], Signals.Visit($"t{rejected[5].GetProperty("place").GetInt64() - 1}"));
        (await twice.JsonAsync()).GetProperty("duplicate").GetInt32().ShouldBe(1);
        (await SignalsAsync()).ShouldBe(1_000);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_and_never_taken_as_other_text()
    {
        byte[] row = [.. "{\"id\":\"b1\",\"type\":\"visit\",\"campaign\":\"spr"u8, 0xFF, 0xFE, .. "\",\"occurredAt\":\"2025-05-03T12:00:00Z\"}"u8];
        using var answer = await Client.PostAsync("/v1/signals", Requests.Bytes([.. "["u8, .. row, .. "]"u8]));
        ((int)answer.StatusCode).ShouldBe(207);

        var kept = (await OpenAsync()).ShouldHaveSingleItem();
        using var again = await ReplayAsync(kept, null);
        using var mended = await Client.PostAsync($"/v1/rejected/{kept.GetProperty("id")}/replay", Requests.Bytes(row));

        kept.GetProperty("code").GetString().ShouldBe("invalid_utf8");
        kept.GetProperty("rawBase64").GetBytesFromBase64().ShouldBe(row);
        await again.ShouldBeProblemAsync(422, "invalid_utf8");
        await mended.ShouldBeProblemAsync(422, "invalid_utf8");
        (await SignalsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_was_mended_into_a_conflict_still_waits()
    {
        await Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("c1"), "{\"id\":\"c1\"}"])));
        var row = (await OpenAsync()).ShouldHaveSingleItem();

        using var answer = await ReplayAsync(row, Signals.Visit("c1", count: 5));

        (await answer.JsonAsync()).GetProperty("conflict").GetInt32().ShouldBe(1);
        (await OpenAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(" \n")]
    public async Task A_row_that_was_mended_into_nothing_still_waits(string nothing)
    {
        await Client.PostAsync("/v1/signals", Requests.Json("[1]"));
        var row = (await OpenAsync()).ShouldHaveSingleItem();

        using var answer = await ReplayAsync(row, nothing);

        ((int)answer.StatusCode).ShouldBe(422, await answer.Content.ReadAsStringAsync());
        (await OpenAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Pages_give_each_row_once()
    {
        await Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(Enumerable.Range(0, 25).Select(i => $"{i}"))));

        var places = new List<long>();
        long? after = 0;
        while (after is not null)
        {
            var page = await Client.GetJsonAsync($"/v1/rejected?limit=10&after={after}");
            places.AddRange(page.GetProperty("rejected").EnumerateArray().Select(row => row.GetProperty("place").GetInt64()));
            after = page.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        places.ShouldBe(Enumerable.Range(1, 25).Select(i => (long)i));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_not_found()
    {
        using var answer = await Client.PostAsync("/v1/rejected/4711/replay", null);

        await answer.ShouldBeProblemAsync(404, "not_found");
    }

    private async Task<JsonElement[]> OpenAsync() => [.. (await Client.GetJsonAsync("/v1/rejected")).GetProperty("rejected").EnumerateArray()];

    private Task<HttpResponseMessage> ReplayAsync(JsonElement row, string? mended) =>
        Client.PostAsync($"/v1/rejected/{row.GetProperty("id")}/replay", mended is null ? null : Requests.Bytes(Encoding.UTF8.GetBytes(mended)));

    private async Task<long> SignalsAsync() => (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Signals.Value;
}
