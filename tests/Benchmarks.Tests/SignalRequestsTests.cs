using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Benchmarks.Tests;

public sealed class SignalRequestsTests
{
    private static readonly Uri Server = new("http://127.0.0.1:8080/prefix/");

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Every_signal_of_every_run_has_an_identity_of_its_own_and_occurred_just_now(int batch)
    {
        var clock = TimeProvider.System;
        var before = clock.GetUtcNow();
        var (one, other) = (new SignalRequests(Server, key: null, Ids.Random, clock), new SignalRequests(Server, key: null, Ids.Ordered, clock));

        var signals = one.Make(20, batch).Concat(one.Make(10, batch)).Concat(other.Make(20, batch)).SelectMany(Signals).ToArray();

        signals.Length.ShouldBe(50 * batch);
        signals.Select(signal => signal.GetProperty("id").GetString()).ShouldBeUnique();
        signals.Select(signal => signal.GetProperty("occurredAt").GetDateTimeOffset()).ShouldAllBe(at => at > before.AddSeconds(-2) && at <= clock.GetUtcNow());
    }

    [Fact]
    public void A_request_names_host_path_key_and_length()
    {
        var request = new SignalRequests(Server, key: "secret", Ids.Random, TimeProvider.System).Encode("[]"u8, compress: false);

        Encoding
            .ASCII.GetString(request)
            .ShouldBe(
                "POST /prefix/v1/signals HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\nContent-Length: 2\r\nAuthorization: Bearer "
                    + "secret\r\n\r\n[]"
            );
    }

    private static JsonElement[] Signals(byte[] request)
    {
        var split = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        using Stream body = new MemoryStream(request[split..]);
        using var plain = request.AsSpan(0, split).IndexOf("Content-Encoding: gzip"u8) < 0 ? body : new GZipStream(body, CompressionMode.Decompress);
        return [.. JsonElement.Parse(new StreamReader(plain).ReadToEnd()).EnumerateArray()];
    }
}
