using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Workflow.Handlers;

/// <summary>Asks the door of decisions to do what is due; a wake-up that comes late, twice or for what has changed since does nothing.</summary>
public static class WakeUpHandler
{
    public static async Task Handle(WakeUp message, IWorkspaces workspaces, CancellationToken cancel)
    {
        if (
            await workspaces.FindAsync(message.Workspace, cancel) is { } engine
            && await DueStreams.DoAsync(engine, message.Board, message.Id, new StreamVersion(message.Version), cancel)
        )
            workspaces.Wake(message.Workspace);
    }
}
