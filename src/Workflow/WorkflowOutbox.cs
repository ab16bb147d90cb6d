using CustomerPerformanceTracker.EventLog;
using Npgsql;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// Stores what follows from entries of the journal as Wolverine's messages, in the transaction that seals the entries: killed at any moment, both are there
/// or neither is. After the commit the messages are handled at once by this server; where it was killed before, by whichever server finds that it is gone.
/// </summary>
public sealed class WorkflowOutbox(IWolverineRuntime runtime) : IDecisionOutbox
{
    public async Task<IDecisionMessages> EnlistAsync(NpgsqlTransaction transaction, Workspace workspace, IReadOnlyList<JournalEntry> made, CancellationToken cancel)
    {
        var followers = Following.From(workspace.Name, made);
        if (followers.Count == 0)
            return Nothing.Here;

        var context = new MessageContext(runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
        foreach (var (message, at) in followers)
            await (at is { } time ? context.ScheduleAsync(message, time.ToDateTimeOffset()) : context.PublishAsync(message));
        return new Enlisted(context);
    }

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
