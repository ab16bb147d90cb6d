using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>Everything the workflow writes to the log of its server.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(40, LogLevel.Warning, "The sweep of what is due failed; it is made again.")]
    public static partial void SweepFailed(this ILogger logger, Exception e);

    [LoggerMessage(41, LogLevel.Warning, "What is due of {Id} on the board {Board} of workspace {Workspace} could not be done; it is tried again.")]
    public static partial void DueFailed(this ILogger logger, string board, string id, string workspace, Exception e);
}
