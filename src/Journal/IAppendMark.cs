namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// What is written beside the entries of an append, in the append's own transaction: it is there where they are, and nowhere else. It travels with
/// <see cref="Authorship.Mark"/>, so it is written whichever way a command takes to the journal.
/// </summary>
public interface IAppendMark
{
    /// <summary>Writes it. What it throws undoes the append.</summary>
    /// <param name="made">The entries of the append, at least one, in the order of their positions.</param>
    Task SetAsync(NpgsqlTransaction transaction, IReadOnlyList<JournalEntry> made, CancellationToken cancel);
}
