using System.Buffers.Text;

namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>What a server answered to one post of signals. Status 0: the connection broke, so it is not known whether the signals were stored.</summary>
internal readonly record struct HttpAnswer(int Status, int Accepted, int Duplicate, int Conflict, int Rejected, bool Closes, bool SaysWhenAgain)
{
    private const int StatusAt = 9; // HTTP/1.1 200 ...

    /// <summary>False while <paramref name="received"/> does not hold the whole answer yet; a body in chunks is understood too.</summary>
    public static bool TryRead(ReadOnlySpan<byte> received, out HttpAnswer answer)
    {
        answer = default;
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;

        var head = received[..(headEnd + 2)];
        var body = received[(headEnd + 4)..];
        var length = Number(head, "\r\nContent-Length: "u8);
        var whole = length < 0 ? body.EndsWith("0\r\n\r\n"u8) : body.Length >= length;
        if (!whole)
            return false;

        answer = new HttpAnswer(
            Number(head[StatusAt..], ""u8),
            Count(body, "\"accepted\":"u8),
            Count(body, "\"duplicate\":"u8),
            Count(body, "\"conflict\":"u8),
            Count(body, "\"rejected\":"u8),
            head.IndexOf("\r\nConnection: close\r\n"u8) >= 0,
            head.IndexOf("\r\nRetry-After: "u8) >= 0
        );
        return true;
    }

    private static int Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name) => Math.Max(0, Number(body, name));

    private static int Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> after)
    {
        var at = text.IndexOf(after);
        return at >= 0 && Utf8Parser.TryParse(text[(at + after.Length)..], out int number, out _) ? number : -1;
    }
}
