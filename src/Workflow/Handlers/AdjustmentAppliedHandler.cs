using Wolverine;

namespace CustomerPerformanceTracker.Workflow.Handlers;

/// <summary>Sets the wake-up for the day on which all days are over that the success rule asks for.</summary>
public static class AdjustmentAppliedHandler
{
    public static async Task<object?> Handle(AdjustmentApplied message, IWorkspaces workspaces, CancellationToken cancel)
    {
        if (await workspaces.FindAsync(message.Workspace, cancel) is not { } engine
            || await engine.Adjustments.FindAsync(message.Adjustment, cancel) is not { } adjustment
            || engine.Adjustments.DueOf(adjustment) is not { } due)
            return null;
        return new EffectDue(message.Workspace, message.Adjustment, message.Version).ScheduledAt(due.ToDateTimeOffset());
    }
}
