using CustomerPerformanceTracker.EventLog.Embedded;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// The server of a test run, started by the first test that asks. Each test process has its own cluster in its own folder, so test projects run
/// side by side. It is stopped and deleted when the process ends, however the tests ended; a killed process takes the server with it and leaves the folder.
/// </summary>
internal static class TestDatabaseServer
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    public static Task<string> ConnectionStringAsync() => Started.Value;

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CPT_TEST_DATABASE") is { Length: > 0 } named)
            return named;

        var folder = Directory.CreateTempSubdirectory("cpt-test-").FullName;
        LetTheServerThrough(folder);
        var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder, Temporary = true }, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(server, folder);
        return server.ConnectionString;
    }

    /// <summary>Run as root, the server has another account, which would have to keep its files elsewhere.</summary>
    private static void LetTheServerThrough(string folder)
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    private static void Stop(EmbeddedPostgres server, string folder)
    {
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }
}
