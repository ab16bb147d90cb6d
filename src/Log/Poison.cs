namespace CustomerPerformanceTracker.Log;

/// <summary>Tells a failure that would come again from one that may pass.</summary>
public static class Poison
{
    /// <summary>
    /// Whether the same work would fail the same way again: the database's or the code's own refusal, not a lost connection, a second runner or Ctrl-C.
    /// </summary>
    public static bool Is(Exception e) =>
        e switch
        {
            PostgresException refused => !refused.IsTransient
                && refused.SqlState is not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.QueryCanceled),
            NpgsqlException or OperationCanceledException or ProjectionMovedException => false,
            _ => true,
        };

    /// <summary>The failure in one line, with PostgreSQL's code where it has one.</summary>
    public static string Text(Exception e) =>
        e is PostgresException refused ? $"{refused.SqlState}: {refused.MessageText}" : $"{e.GetType().Name}: {e.Message}";
}
