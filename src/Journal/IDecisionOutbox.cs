namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// Publishes what follows from entries of the journal, in the transaction that seals them: entries and messages commit together or not at all.
/// </summary>
public interface IDecisionOutbox
{
    /// <summary>Called in the open transaction, once the entries and their seal are written and before the commit. A failure fails the append.</summary>
    /// <param name="transaction">Bound to the workspace, as the role cpt_app; it is not to be committed here.</param>
    /// <param name="made">The entries, in the order of their positions.</param>
    Task<IDecisionMessages> EnlistAsync(NpgsqlTransaction transaction, Workspace workspace, IReadOnlyList<JournalEntry> made, CancellationToken cancel);
}

/// <summary>What was enlisted for one append.</summary>
public interface IDecisionMessages
{
    /// <summary>
    /// Called after the commit, to send at once what is stored by then. A failure fails nothing: what was not sent is recovered from where it is stored.
    /// </summary>
    Task SendAsync(CancellationToken cancel);
}
