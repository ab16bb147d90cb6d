using CustomerPerformanceTracker.Intake.Accounts;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>Rows of a source on their way into the log, and what had been counted of the source at the end of the last of them.</summary>
internal sealed class ImportBatch
{
    /// <summary>The results that are signals, in the order of <see cref="Signals"/>.</summary>
    public List<IntakeResult> Results { get; } = [];

    public List<Signal> Signals { get; } = [];

    public List<Reject> Rejects { get; } = [];

    public SourceCounts Counts { get; private set; }

    public long LastLine { get; private set; }

    public int Size => Signals.Count + Rejects.Count;

    /// <summary>The line of each signal.</summary>
    public IReadOnlyList<long> Lines => [.. Results.Select(result => result.Line)];

    public void Add(in IntakeResult result)
    {
        LastLine = result.Line;
        if (result.Signal is { } signal)
        {
            Results.Add(result);
            Signals.Add(signal);
        }
        else if (result.Reject is { } row)
        {
            Rejects.Add(row);
        }
    }

    public ImportBatch Read(SourceCounts counts)
    {
        Counts = counts;
        return this;
    }
}
