using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Audit;

/// <summary>Packs a trace with the rows it stands on and their proofs, for somebody who has neither the database nor a network.</summary>
public sealed class EvidenceDesk(Database database, Workspace workspace, TraceDesk traces, TimeProvider clock)
{
    /// <summary>Answers of each alert that a pack holds by row, at most.</summary>
    public const int UsualRows = 1_000;

    /// <returns>The trace that was packed.</returns>
    /// <exception cref="NotFoundException">The workspace knows nothing by that reference.</exception>
    public async Task<Trace> WriteAsync(string reference, Stream zip, Notary notary, CancellationToken cancel, int rows = UsualRows)
    {
        var trace = await traces.FollowAsync(reference, cancel, rows);
        long[] signals = [.. trace.Answers.SelectMany(answers => answers.First).Select(signal => signal.Position).Concat(trace.Signal is { } one ? [one.Position] : []).Distinct()];
        var content = new PackContent(
            [.. trace.Steps.Select(step => step.Position)], signals, EvidenceReport.Html(trace, workspace.Name, Instant.FromDateTimeOffset(clock.GetUtcNow())), Chain(trace));
        await new EvidencePack(database, workspace, notary).WriteAsync(zip, content, cancel);
        return trace;
    }

    private static string Chain(Trace trace)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            TraceJson.Write(json, trace);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
