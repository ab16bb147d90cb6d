using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server;

/// <summary>Everything the server writes to its log. No message holds a signal, a key or a customer.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Warning, "Folding workspace {Workspace} failed; it is tried again.")]
    public static partial void FoldFailed(this ILogger logger, string workspace, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "The database did not answer {Method} {Path}: {Reason}")]
    public static partial void DatabaseAway(this ILogger logger, string method, string path, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed.")]
    public static partial void RequestFailed(this ILogger logger, string method, string path, Exception e);

    [LoggerMessage(5, LogLevel.Error, "No checkpoint of workspace {Workspace} was kept: {Reason}")]
    public static partial void CheckpointFailed(this ILogger logger, string workspace, string reason);

    [LoggerMessage(6, LogLevel.Error, "The checkpoint of workspace {Workspace} was not copied to {Folder}: {Reason}")]
    public static partial void CopyFailed(this ILogger logger, string workspace, string folder, string reason);

    [LoggerMessage(4, LogLevel.Information, "Stopping: requests are finished and queued signals appended.")]
    public static partial void Stopping(this ILogger logger);
}
