using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// An import that stores nothing. Signals whose identity the log holds count as duplicates; whether their content is the same is not looked at, so a real
/// import may find some of them in conflict.
/// </summary>
public static class ImportTrial
{
    /// <param name="known">The identities the log holds; null where there is no log yet.</param>
    public static Task<ImportSummary> RunAsync(
        Stream source,
        IntakeOptions options,
        KnownIdentities? known,
        TimeProvider clock,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var met = new SeenSignals();
        return new Import(LookAsync, static (_, _) => ValueTask.CompletedTask, clock).RunAsync(source, options, progress, cancel);

        async Task<SignalAppend> LookAsync(IReadOnlyList<Signal> signals, bool history, CancellationToken cancel)
        {
            var inLog = known is null ? null : await known.AreKnownAsync(signals, cancel);
            return new SignalAppend(
                null,
                [.. signals.Select((signal, i) => inLog?[i] == true || met.FirstLineOf(signal, line: 1) is not null ? Outcome.Duplicate : Outcome.Accepted)]
            );
        }
    }
}
