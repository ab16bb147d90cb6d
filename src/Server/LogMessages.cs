using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server;

/// <summary>Everything the server writes to its log. No message holds a signal, a key, a token or a customer.</summary>
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

    [LoggerMessage(7, LogLevel.Error, "Nobody was erased in workspace {Workspace}, because the list of erasures could not be written: {Reason}")]
    public static partial void ListFailed(this ILogger logger, string workspace, string reason);

    [LoggerMessage(8, LogLevel.Warning, "A customer of workspace {Workspace} is erased, but files of the database may hold them still. {Left}")]
    public static partial void SweepLeft(this ILogger logger, string workspace, string left);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "{Count} of the erased customers of workspace {Workspace} were in the database again, as after a backup is restored. They are erased again."
    )]
    public static partial void ErasedAgain(this ILogger logger, string workspace, int count);

    [LoggerMessage(10, LogLevel.Warning, "The rehearsal of an append failed; the server goes on, and its first answers may come late: {Reason}")]
    public static partial void RehearsalFailed(this ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Warning, "{Count} requests without a valid key were refused within a minute.")]
    public static partial void StrangersRefused(this ILogger logger, int count);

    [LoggerMessage(12, LogLevel.Warning, "Refusals of workspace {Workspace} could not be written to its journal when it was closed: {Reason}")]
    public static partial void RefusalsLost(this ILogger logger, string workspace, string reason);

    [LoggerMessage(13, LogLevel.Error, "Nobody can sign in through {Issuer}: {Reason}")]
    public static partial void ProviderAway(this ILogger logger, string issuer, string reason);

    [LoggerMessage(14, LogLevel.Warning, "A sign-in through {Issuer} was refused: {Reason}")]
    public static partial void SignInRefused(this ILogger logger, string issuer, string reason);

    [LoggerMessage(4, LogLevel.Information, "Stopping: requests are finished and queued signals appended.")]
    public static partial void Stopping(this ILogger logger);

    [LoggerMessage(20, LogLevel.Warning, "Dispatching the deliveries of workspace {Workspace} failed; it is tried again.")]
    public static partial void DispatchFailed(this ILogger logger, string workspace, Exception e);

    [LoggerMessage(21, LogLevel.Warning, "The right to dispatch the deliveries of workspace {Workspace} was lost; sending stopped.")]
    public static partial void DispatchLeaseLost(this ILogger logger, string workspace);

    [LoggerMessage(22, LogLevel.Warning, "The attempt of delivery {Delivery} of workspace {Workspace} could not be ended; it is made again.")]
    public static partial void AttemptFailed(this ILogger logger, string delivery, string workspace, Exception e);

    [LoggerMessage(24, LogLevel.Warning, "Open alerts could not be repeated to subscription {Subscription} of workspace {Workspace}: {Reason}")]
    public static partial void RepeatFailed(this ILogger logger, string subscription, string workspace, string reason);

    [LoggerMessage(25, LogLevel.Warning, "Alert {Alert} of workspace {Workspace} is sent without the words that customers write: {Reason}.")]
    public static partial void WordsNotRead(this ILogger logger, string alert, string workspace, string reason, Exception e);

    [LoggerMessage(30, LogLevel.Information, "Signals of the queue {Queue} at {Server} go into workspace {Workspace}.")]
    public static partial void Consuming(this ILogger logger, string queue, string server, string workspace);

    [LoggerMessage(31, LogLevel.Error, "Signals of the queue {Queue} at {Server} cannot be taken; it is tried again: {Reason}")]
    public static partial void ConsumingFailed(this ILogger logger, string queue, string server, string reason);

    [LoggerMessage(
        32,
        LogLevel.Warning,
        "{Count} signals of the queue {Queue} have ids under which workspace {Workspace} holds another content; the first content stays."
    )]
    public static partial void MessagesConflict(this ILogger logger, int count, string queue, string workspace);

    [LoggerMessage(23, LogLevel.Warning, "Subscription {Subscription} of workspace {Workspace} is disabled: {By}.")]
    public static partial void SubscriptionDisabled(this ILogger logger, string subscription, string workspace, DisabledBy by);
}
