using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs.Evidence;

namespace CustomerPerformanceTracker.Loop.Audit;

/// <summary>Packs a trace with the rows it stands on and their proofs, for somebody who has neither the database nor a network.</summary>
public sealed class EvidencePacker(Database database, Workspace workspace, Tracer traces, TimeProvider clock, ErasureList? erasures = null)
{
    /// <summary>Answers of each alert that a pack holds by row, at most.</summary>
    public const int UsualRows = 1_000;

    /// <param name="chain">The trace as a JSON document, for the pack.</param>
    /// <returns>The trace that was packed.</returns>
    /// <exception cref="NotFoundException">The workspace knows nothing by that reference.</exception>
    public async Task<Trace> WriteAsync(string reference, Stream zip, Notary notary, Func<Trace, string> chain, int rows, CancellationToken cancel) =>
        await WriteAsync(await traces.FollowAsync(reference, rows, cancel), zip, notary, chain, cancel);

    /// <summary>Packs a trace that was just followed.</summary>
    /// <inheritdoc cref="WriteAsync(string, Stream, Notary, Func{Trace, string}, int, CancellationToken)"/>
    public async Task<Trace> WriteAsync(Trace trace, Stream zip, Notary notary, Func<Trace, string> chain, CancellationToken cancel)
    {
        var pack = new EvidencePack(database, workspace, notary, erasures);
        var withheld = await pack.WithheldAsync([.. trace.Steps.Select(step => step.Position)], cancel);
        trace = trace with { Steps = [.. trace.Steps.Select(step => withheld.Contains(step.Position) ? Withheld(step) : step)] };
        Position[] signals =
        [
            .. trace
                .Answers.SelectMany(answers => answers.First)
                .Select(signal => signal.Position)
                .Concat(trace.Signal is { } one ? [one.Position] : [])
                .Distinct(),
        ];
        var content = new PackContent(
            [.. trace.Steps.Select(step => step.Position)],
            signals,
            EvidenceReport.Html(trace, workspace.Name, clock.GetCurrentInstant()),
            chain(trace)
        );
        await pack.WriteAsync(zip, content, cancel);
        return trace;
    }

    /// <summary>That something was done, when and by whom; not in which words, because these name a customer.</summary>
    private static TraceStep Withheld(TraceStep step) =>
        step with
        {
            What = $"{step.Type.Replace('_', ' ')}; what the entry says is withheld, because it names a customer",
            Reason = "withheld",
            Data = JsonElement.Parse("{}"),
        };
}
