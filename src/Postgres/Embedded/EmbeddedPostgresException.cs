namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>The private PostgreSQL cannot run here; the message says why and what to do about it.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
