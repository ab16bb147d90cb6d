using CustomerPerformanceTracker.Loop;

namespace CustomerPerformanceTracker.Workflow.Handlers;

/// <summary>Brings what was recorded into the outbox of the subscriptions at once; the dispatcher, on whichever server, sends it in order.</summary>
public static class DeliveriesDueHandler
{
    public static async Task Handle(DeliveriesDue message, IWorkspaces workspaces, CancellationToken cancel)
    {
        if (await workspaces.FindAsync(message.Workspace, cancel) is not { } engine)
            return;
        await engine.Enqueuer.CatchUpAsync(await engine.Subscriptions.ListAsync(cancel), cancel);
        workspaces.Wake(message.Workspace);
    }
}
