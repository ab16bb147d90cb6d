using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Intake;
using Microsoft.AspNetCore.Http;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>
/// The way of a post, gone through before anybody waits for it: sample signals are unpacked, read, appended and answered, and the append is taken back.
/// Otherwise the first requests would wait until all of it is compiled, for a second or more when the server meets its full load at once.
/// </summary>
internal static class Rehearsal
{
    /// <summary>What is called thirty times is compiled well.</summary>
    private const int Rounds = 40;

    /// <summary>A start waits no longer for it: another process may be appending all the while.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>One signal of most types, as the body of a post.</summary>
    public const string Sample = """
        [{"id":"1","type":"visit","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","message":"m@1","touchpoint":"t","channel":"h","segment":"s","customer":"u"},
        {"id":"2","type":"impression","occurredAt":"2025-03-01T12:00:00.5Z","campaign":"c","channel":"h","count":7},
        {"id":"3","type":"click","occurredAt":"2025-03-01T13:00:00+01:00","campaign":"c","customer":"v","url":"x"},
        {"id":"4","type":"conversion","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","customer":"u","amount":"49.90","currency":"EUR"},
        {"id":"5","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","customer":"u","kpi":"trust","score":4,"scale":[1,5]},
        {"id":"6","type":"sentiment","occurredAt":"2025-03-01T12:00:00Z","campaign":"c","score":-0.42,"scale":[-1,1]}]
        """;

    /// <exception cref="Npgsql.NpgsqlException">The database does not take an append.</exception>
    public static async Task RunAsync(SignalLog log, CancellationToken cancel)
    {
        var body = Zip(Sample);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds && Stopwatch.GetElapsedTime(start) < Patience; round++)
        {
            var context = new DefaultHttpContext { Request = { Body = new MemoryStream(body) }, Response = { Body = Stream.Null } };
            context.Request.Headers.ContentEncoding = "gzip";
            using var read = await RequestBody.ReadAsync(context.Request, cancel);
            var batch = SignalRoutes.Read(read.Bytes, new IntakeOptions(), lines: false);
            await batch.RehearseAsync(log, cancel);
            await batch.Answer().ExecuteAsync(context);
        }
    }

    private static byte[] Zip(string text)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }
}
