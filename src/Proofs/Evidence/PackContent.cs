namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>What an evidence pack is made of.</summary>
/// <param name="Journal">Positions of the journal's entries to be in it, any order.</param>
/// <param name="Signals">Positions of the signals to be in it, any order.</param>
/// <param name="Report">An HTML document for people.</param>
/// <param name="Chain">A JSON document that says how the rows belong together.</param>
public sealed record PackContent(IReadOnlyCollection<Position> Journal, IReadOnlyCollection<Position> Signals, string Report, string Chain);
