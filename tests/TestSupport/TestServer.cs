namespace CustomerPerformanceTracker.TestSupport;

/// <summary>A server that a test run has to itself.</summary>
/// <param name="ConnectionString">A superuser's.</param>
/// <param name="Stop">Stops the server and leaves nothing of it.</param>
internal sealed record TestServer(string ConnectionString, Func<Task> Stop);
