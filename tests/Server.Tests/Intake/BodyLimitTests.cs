using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Server.Tests.Intake;

public sealed class BodyLimitTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public async Task A_body_has_so_many_bytes_as_sent(int beyond, int status) =>
        await StatusAsync(Requests.Bytes(Padded("sent", BodyLimits.Batch.Sent + beyond)), status);

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public async Task A_body_has_so_many_bytes_once_decompressed(int beyond, int status)
    {
        var body = Gzip.Of(Noisy("bytes", BodyLimits.Batch.Whole + beyond));
        body.Length.ShouldBeInRange(BodyLimits.Batch.Whole / BodyLimits.Ratio + 1, BodyLimits.Batch.Sent);

        await StatusAsync(Requests.Bytes(body, encoding: "gzip"), status);
    }

    [Fact]
    public async Task A_compressed_body_that_becomes_many_times_its_size_is_refused()
    {
        var zeros = Gzip.Of(new byte[10_000_000]);
        zeros.Length.ShouldBeLessThan(11_000);

        await StatusAsync(Requests.Bytes(zeros, encoding: "gzip"), 413);
    }

    [Fact]
    public async Task Small_bodies_may_be_compressed_as_well_as_they_can_be() =>
        await StatusAsync(Requests.Bytes(Gzip.Of(Padded("ratio", BodyLimits.FreeBytes)), encoding: "gzip"), 200);

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public async Task A_batch_has_so_many_items(int beyond, int status) =>
        await StatusAsync(Requests.Json(Signals.Array(Enumerable.Range(0, BodyLimits.Items + beyond).Select(i => Signals.Visit($"items{i}")))), status);

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 200)]
    [InlineData(1, 207)]
    public async Task An_item_has_so_many_bytes(int beyond, int status)
    {
        var signal = Signals.Visit($"item{beyond}");
        var item = signal[..^1] + new string(' ', IntakeLimits.LineBytes + beyond - signal.Length) + "}";

        await StatusAsync(Requests.Json($"[{item}]"), status);
    }

    private async Task StatusAsync(HttpContent body, int status)
    {
        using var answer = await server.Client.PostAsync("/v1/signals", body);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text[..Math.Min(text.Length, 300)]);
    }

    /// <summary>One signal and blanks behind it.</summary>
    private static byte[] Padded(string id, int length) => Encoding.UTF8.GetBytes($"[{Signals.Visit(id)}".PadRight(length - 1) + "]");

    /// <summary>One signal and blanks of many kinds behind it, so that it does not become too small.</summary>
    private static byte[] Noisy(string id, int length)
    {
        var body = Padded(id, length);
        var random = new Random(7);
        for (var i = 200; i < length - 1; i++)
            body[i] = (byte)(random.Next(64) == 0 ? '\n' : ' ');
        return body;
    }
}
