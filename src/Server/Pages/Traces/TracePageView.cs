using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Pages.Traces;

/// <summary>The chain behind something, with what was found when the proofs of its rows were checked.</summary>
/// <param name="Asked">What was asked for; empty where nothing was.</param>
/// <param name="Trace">Null where nothing was asked for.</param>
/// <param name="Proofs">Null where nothing was checked; <paramref name="NotChecked"/> then says why.</param>
public sealed record TracePageView(
    string Asked,
    Trace? Trace,
    Verification? Proofs,
    string? NotChecked,
    IReadOnlyList<(string Alert, RisenReading Words)> Words
)
{
    public static readonly TracePageView Empty = new("", Trace: null, Proofs: null, NotChecked: null, []);

    public string Headline =>
        Trace is null ? "Why does a page say what it says? Give the id of an alert, a change, a review or a signal, or a message version such as hero@9."
        : Proofs is null ? $"The proofs of these rows were not checked: {NotChecked}"
        : Proofs.Ok
            ? $"Proofs checked just now: {PageText.Number(Proofs.Signals)} signals and {PageText.Number(Proofs.Journal)} journal entries stand as they "
                + "were sealed."
        : $"The proofs do not fit: {Proofs.Problems[0].What}.";

    public static async Task<TracePageView> ReadAsync(Engine engine, string reference, string? dataFolder, CancellationToken cancel)
    {
        var trace = await engine.Traces.FollowAsync(reference, Tracer.UsualRows, cancel);
        var (proofs, notChecked) = await CheckAsync(engine, trace, dataFolder, cancel);
        return new(reference, trace, proofs, notChecked, await AlertVoices.BehindAsync(trace, engine.RisenVoices, cancel));
    }

    /// <summary>Packs the rows with their proofs, and verifies the pack as somebody would who has nothing else.</summary>
    private static async Task<(Verification? Found, string? NotChecked)> CheckAsync(Engine engine, Trace trace, string? dataFolder, CancellationToken cancel)
    {
        if (dataFolder is null)
            return (null, "this server has no data folder, and so no key to sign a checkpoint with.");
        var notary = new Notary(engine.Database, engine.Workspace, dataFolder);
        await using var pack = new MemoryStream();
        try
        {
            await engine.Evidence.WriteAsync(trace, pack, notary, TraceView.Text, cancel);
        }
        catch (CheckpointRefusedException e)
        {
            return (null, e.Message);
        }

        pack.Position = 0;
        return (await PackVerification.RunAsync(pack, await notary.Keys.KnownAsync(cancel), cancel), null);
    }
}
