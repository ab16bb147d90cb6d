using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using Npgsql;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// Stores what follows from entries of the journal as Wolverine's messages, in the transaction that seals the entries: killed at any moment, both are there
/// or neither is. After the commit the messages are handled at once by this server; where it was killed before, by whichever server finds that it is gone.
/// </summary>
internal sealed class WorkflowOutbox(IWolverineRuntime runtime) : IDecisionOutbox
{
    public async Task<IDecisionMessages> EnlistAsync(
        NpgsqlTransaction transaction,
        Workspace workspace,
        IReadOnlyList<JournalEntry> made,
        CancellationToken cancel
    )
    {
        var concerned = made.Where(HasBoard).ToArray();
        if (concerned.Length == 0)
            return Nothing.Here;

        var context = new MessageContext(runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
        if (concerned.LastOrDefault(IsTold) is { } last)
            await context.PublishAsync(new DeliveriesDue(workspace.Name, last.Position.Value));
        foreach (var due in await DueStreams.OfAsync(transaction, workspace, concerned, cancel))
            await context.ScheduleAsync(new WakeUp(workspace.Name, due.Board, due.Id, due.Version.Value), due.At.ToDateTimeOffset());
        return new Enlisted(context);
    }

    /// <summary>Whether something may follow: imports, settings and refusals are the most of a journal, and nothing follows from them.</summary>
    private static bool HasBoard(JournalEntry entry) => IsTold(entry) || entry.Stream.StartsWith("adjustment-", StringComparison.Ordinal);

    private static bool IsTold(JournalEntry entry) =>
        entry.Stream.StartsWith("alert-", StringComparison.Ordinal) || entry.Stream.StartsWith("silence-", StringComparison.Ordinal);

    private sealed class Enlisted(MessageContext context) : IDecisionMessages
    {
        public Task SendAsync(CancellationToken cancel) => context.FlushOutgoingMessagesAsync();
    }

    private sealed class Nothing : IDecisionMessages
    {
        public static readonly Nothing Here = new();

        public Task SendAsync(CancellationToken cancel) => Task.CompletedTask;
    }
}
