namespace CustomerPerformanceTracker.Server.Tests.Intake;

/// <summary>Whatever JSON parsers stumble over is answered, and the server goes on.</summary>
public sealed class JsonSuiteTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_file_of_the_suite_is_answered_alone_within_a_batch_and_within_a_signal()
    {
        var files = Directory.GetFiles(Reference.Path("vectors", "json-test-suite", "test_parsing"));
        files.Length.ShouldBe(318);

        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            byte[] signal = [.. Encoding.UTF8.GetBytes(Signals.Visit(Path.GetFileName(file))[..^1]), .. ",\"more\":"u8, .. bytes, .. "}"u8];
            await AnsweredAsync(file, Requests.Bytes(bytes));
            await AnsweredAsync(file, Requests.Bytes([.. "["u8, .. bytes, .. "]"u8]));
            await AnsweredAsync(file, Requests.Bytes(signal));
            await AnsweredAsync(file, Requests.Bytes(bytes, "application/x-ndjson"));
            await AnsweredAsync(file, Requests.Bytes(signal, "application/x-ndjson"));
        }

        using var good = await server.Client.PostAsync(
            "/v1/signals",
            Requests.Json(Signals.Array(Enumerable.Range(0, 100).Select(i => Signals.Visit($"good{i}"))))
        );
        (await good.JsonAsync()).GetProperty("accepted").GetInt32().ShouldBe(100);
        (await server.Client.GetJsonAsync("/v1/rejected?limit=1000")).GetProperty("rejected").GetArrayLength().ShouldBeGreaterThan(300);
        await server.FoldedAsync();
    }

    private async Task AnsweredAsync(string file, HttpContent body)
    {
        using var answer = await server.Client.PostAsync("/v1/signals", body);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeOneOf([200, 207, 400], $"{Path.GetFileName(file)}: {text}");
        JsonDocument.Parse(text).Dispose();
    }
}
