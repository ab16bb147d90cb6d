using System.IO.Compression;

namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// Posts of signals as the bytes that go over the wire, made before a run so that they cost nothing during it. Every signal of every
/// run has an identity of its own and occurred just now. Batches are gzip, single signals, which gzip would not shrink, are plain.
/// </summary>
internal sealed class SignalRequests(Uri server, string? key, Ids ids, TimeProvider clock)
{
    private readonly int run = Random.Shared.Next();
    private int made;

    public byte[][] Make(int requests, int batch)
    {
        var sample = new SampleSignals(checked(made + (requests * batch)), ids) { Run = run, OccurredAround = clock.GetUtcNow() };
        var (made1, bytes) = (made, new byte[requests][]);
        Parallel.For(0, requests, i => bytes[i] = Encode(Array(sample, made1 + (i * batch), batch), compress: batch > 1));
        made += requests * batch;
        return bytes;
    }

    public byte[] Encode(ReadOnlySpan<byte> json, bool compress)
    {
        using var body = new MemoryStream();
        if (compress)
        {
            using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(json);
        }
        else
        {
            body.Write(json);
        }

        return [.. Encoding.ASCII.GetBytes(Head((int)body.Length, compress)), .. body.GetBuffer().AsSpan(0, (int)body.Length)];
    }

    private string Head(int length, bool compress) =>
        string.Concat(
            $"POST {server.AbsolutePath.TrimEnd('/')}/v1/signals HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{length}\r\n",
            compress ? "Content-Encoding: gzip\r\n" : "",
            key is null ? "" : $"Authorization: Bearer {key}\r\n",
            "\r\n"
        );

    private static byte[] Array(SampleSignals sample, int first, int count)
    {
        using var lines = new MemoryStream();
        sample.WriteNative(lines, first, count);
        var json = lines.ToArray();
        json.AsSpan().Replace((byte)'\n', (byte)',');
        json[^1] = (byte)']';
        return [(byte)'[', .. json];
    }
}
