namespace CustomerPerformanceTracker.Workflow.Handlers;

/// <summary>Wake-ups. Each only asks the door of decisions, which knows whether anything is due: one that comes late, twice or for what has changed since does nothing.</summary>
public static class WakeUpHandler
{
    public static Task Handle(SnoozeEnds message, IWorkspaces workspaces, CancellationToken cancel) =>
        DoAsync(workspaces, message.Workspace, due => due.EndSnoozeAsync(message.Alert, message.Version, cancel), cancel);

    public static Task Handle(SilenceEnds message, IWorkspaces workspaces, CancellationToken cancel) =>
        DoAsync(workspaces, message.Workspace, due => due.EndSilenceAsync(message.Silence, message.Version, cancel), cancel);

    public static Task Handle(EffectDue message, IWorkspaces workspaces, CancellationToken cancel) =>
        DoAsync(workspaces, message.Workspace, due => due.MeasureAsync(message.Adjustment, message.Version, cancel), cancel);

    private static async Task DoAsync(IWorkspaces workspaces, string workspace, Func<DueThings, Task<bool>> act, CancellationToken cancel)
    {
        if (await workspaces.FindAsync(workspace, cancel) is { } engine && await act(new DueThings(engine)))
            workspaces.Wake(workspace);
    }
}
