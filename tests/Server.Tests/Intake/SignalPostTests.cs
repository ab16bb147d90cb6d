using System.IO.Compression;

namespace CustomerPerformanceTracker.Server.Tests.Intake;

public sealed class SignalPostTests(RunningServer server) : IClassFixture<RunningServer>
{
    private HttpClient Client => server.Client;

    [Fact]
    public async Task Each_item_is_answered_in_the_order_of_the_request()
    {
        await PostAsync(Signals.Array([Signals.Visit("o1"), Signals.Visit("o2")]));

        using var answer = await Client.PostAsync(
            "/v1/signals",
            Requests.Json(
                Signals.Array([
                    Signals.Visit("o3"),
                    Signals.Visit("o1"),
                    "{\"id\":\"o4\"}",
                    Signals.Visit("o2", count: 7),
                    "17",
                    Signals.Visit("o3"),
                    Signals.Visit("o5", at: "yesterday"),
                ])
            )
        );

        ((int)answer.StatusCode).ShouldBe(207);
        var told = await answer.JsonAsync();
        Statuses(told).ShouldBe(["accepted", "duplicate", "rejected", "conflict", "rejected", "duplicate", "rejected"]);
        (Number(told, "accepted"), Number(told, "duplicate"), Number(told, "conflict"), Number(told, "rejected")).ShouldBe((1, 2, 1, 3));
        var items = told.GetProperty("items");
        (Text(items[2], "code"), Text(items[2], "pointer")).ShouldBe(("missing_field", "/2/type"));
        (Text(items[4], "code"), Text(items[4], "pointer")).ShouldBe(("not_an_object", "/4"));
        (Text(items[6], "code"), Text(items[6], "pointer")).ShouldBe(("invalid_time", "/6/occurredAt"));
    }

    [Fact]
    public async Task One_signal_alone_is_a_batch_of_one()
    {
        Statuses(await PostAsync(Signals.Visit("alone"))).ShouldBe(["accepted"]);
        Statuses(await PostAsync(Signals.Array([Signals.Visit("alone")]))).ShouldBe(["duplicate"]);
    }

    [Fact]
    public async Task Lines_are_read_as_NDJSON()
    {
        var lines = $"{Signals.Visit("n1")}\n\n{{\"broken\r\n{Signals.Visit("n2")}\r\n";

        using var answer = await Client.PostAsync("/v1/signals", Requests.Bytes(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"));

        ((int)answer.StatusCode).ShouldBe(207);
        Statuses(await answer.JsonAsync()).ShouldBe(["accepted", "rejected", "accepted"]);
    }

    [Fact]
    public async Task A_gzip_is_read_as_what_is_in_it()
    {
        using var answer = await Client.PostAsync(
            "/v1/signals",
            Requests.Bytes(Gzip.Of(Signals.Array([Signals.Visit("z1"), Signals.Visit("z2")])), encoding: "gzip")
        );

        answer.EnsureSuccessStatusCode();
        Statuses(await answer.JsonAsync()).ShouldBe(["accepted", "accepted"]);
    }

    [Fact]
    public async Task Bodies_that_cannot_be_read_say_why_and_store_nothing()
    {
        var head = await SignalsAsync();
        var broken = Gzip.Of(Signals.Array([Signals.Visit("g1")]));
        broken[^6] ^= 0xFF;
        var cut = Gzip.Of(Signals.Array(Enumerable.Range(0, 100).Select(i => Signals.Visit($"cut{i}"))))[..^30];

        await ProblemAsync(Requests.Json($"[{Signals.Visit("j1")},"), 400, "not_a_json_array");
        await ProblemAsync(Requests.Json($"[{Signals.Visit("j1")}] and more"), 400, "not_a_json_array");
        await ProblemAsync(Requests.Json(" "), 400, "empty_body");
        await ProblemAsync(Requests.Bytes("no gzip at all"u8.ToArray(), encoding: "gzip"), 400, "invalid_gzip");
        await ProblemAsync(Requests.Bytes(broken, encoding: "gzip"), 400, "invalid_gzip");
        await ProblemAsync(Requests.Bytes(cut, encoding: "gzip"), 400, "invalid_gzip");
        await ProblemAsync(Requests.Bytes([1, 2, 3], encoding: "br"), 415, "unknown_encoding");

        (await SignalsAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Answers_are_given_after_the_commit()
    {
        var before = await SignalsAsync();

        for (var i = 1; i <= 20; i++)
        {
            await PostAsync(Signals.Visit($"commit{i}"));
            (await SignalsAsync()).ShouldBe(before + i);
        }
    }

    private async Task<long> SignalsAsync() => (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Signals.Value;

    private async Task<JsonElement> PostAsync(string body)
    {
        using var answer = await Client.PostAsync("/v1/signals", Requests.Json(body));
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }

    private async Task ProblemAsync(HttpContent body, int status, string code)
    {
        using var answer = await Client.PostAsync("/v1/signals", body);
        await answer.ShouldBeProblemAsync(status, code);
    }

    private static string[] Statuses(JsonElement told) => [.. told.GetProperty("items").EnumerateArray().Select(item => Text(item, "status")!)];

    private static int Number(JsonElement told, string name) => told.GetProperty(name).GetInt32();

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}

internal static class Gzip
{
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
