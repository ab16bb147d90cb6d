using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>
/// The way of a post, gone through before anybody waits for it: sample signals are unpacked, read, appended and answered, and the append is taken back.
/// Otherwise the first requests would wait until all of it is compiled, for a second or more when the server meets its full load at once. Once before the
/// server listens, and once over a connection of its own, so that the web server's part of the way is gone through too.
/// </summary>
internal sealed class Rehearsal(SignalLog log)
{
    /// <summary>What is called thirty times is compiled well.</summary>
    private const int Rounds = 40;

    /// <summary>A start waits no longer for it: another process may be appending all the while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>One signal of most types, as the body of a post.</summary>
    public const string Sample = """
        [{"id":"1","type":"visit","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","message":"m@1","touchpoint":"t","channel":"h","customer":"u"},
        {"id":"2","type":"impression","occurredAt":"2025-03-01T12:00:00.5Z","campaign":"c","channel":"h","count":7},
        {"id":"3","type":"click","occurredAt":"2025-03-01T13:00:00+01:00","campaign":"c","customer":"v","url":"x"},
        {"id":"4","type":"conversion","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","customer":"u","amount":"49.90","currency":"EUR"},
        {"id":"5","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","customer":"u","kpi":"trust","score":4,"scale":[1,5]},
        {"id":"6","type":"sentiment","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","score":-0.42,"scale":[-1,1]}]
        """;

    private static readonly byte[] Body = Zip(Sample);

    /// <summary>Where the rehearsal over a connection is answered, while it lasts; nobody else can know it.</summary>
    private readonly string path = "/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private volatile bool over;

    /// <summary>Goes the way without a connection.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database does not take an append.</exception>
    public Task RunAsync(CancellationToken cancel) =>
        RepeatAsync(() =>
            AnswerAsync(
                new DefaultHttpContext
                {
                    Request = { Body = new MemoryStream(Body), Headers = { ContentEncoding = "gzip" } },
                    Response = { Body = Stream.Null },
                },
                cancel
            )
        );

    /// <summary>
    /// Goes the way over connections to where the server listens, one a round. A server that cannot be reached so, as with TLS, goes without.
    /// </summary>
    public async Task RunAsync(Uri server, CancellationToken cancel)
    {
        try
        {
            if (server.Scheme == Uri.UriSchemeHttp)
                await RepeatAsync(() => PostAsync(server, cancel));
        }
        finally
        {
            over = true;
        }
    }

    /// <summary>Answers the rehearsal's own posts and lets all others pass.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        over || context.Request.Path != path ? next(context) : AnswerAsync(context, context.RequestAborted);

    private static async Task RepeatAsync(Func<Task> round)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Rounds && Stopwatch.GetElapsedTime(start) < Patience; i++)
            await round();
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken cancel)
    {
        using var read = await RequestBody.ReadAsync(context.Request, cancel);
        var batch = SignalRoutes.Read(read.Bytes, new IntakeOptions(), lines: false);
        await batch.RehearseAsync(log, cancel);
        await batch.Answer().ExecuteAsync(context);
    }

    private async Task PostAsync(Uri server, CancellationToken cancel)
    {
        using var client = new TcpClient();
        // Where it listens on every address of the machine, the nearest is taken.
        await client.ConnectAsync(server.Host is "0.0.0.0" or "[::]" ? IPAddress.Loopback.ToString() : server.DnsSafeHost, server.Port, cancel);
        // The first request is one that routes and gate let through to anybody; both are sent at once.
        var head =
            $"GET /healthz HTTP/1.1\r\nHost: {server.Authority}\r\n\r\nPOST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: "
            + $"application/json\r\nContent-Encoding: gzip\r\nContent-Length: {Body.Length}\r\nConnection: close\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. Body], cancel);
        // The server closes the connection behind its answer.
        await client.GetStream().CopyToAsync(Stream.Null, cancel);
    }

    private static byte[] Zip(string text)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }
}
