using CustomerPerformanceTracker.Postgres.Embedded;
using Npgsql;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// The server of a test run, started by the first test that asks. Each test process has its own cluster in its own folder, so test projects run
/// side by side. A test project declares it once, <c>[assembly: AssemblyFixture(typeof(TestDatabaseServer))]</c>, and it is stopped and deleted
/// after the last test, however the tests ended. A killed run takes the server with it and leaves the folder.
/// </summary>
public sealed class TestDatabaseServer : IAsyncDisposable
{
    /// <summary>
    /// Nothing here has to survive the machine's end, so nothing waits for its disk: tests of what survives start a server of their own, with the
    /// product's settings. And every database has its pools, which on a slow machine are all open at once.
    /// </summary>
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = "500",
    };

    private static readonly Lazy<Task<(string ConnectionString, Func<Task> Stop)>> Started = new(StartAsync);

    public static async Task<string> ConnectionStringAsync() => (await Started.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
            await (await Started.Value).Stop();
    }

    /// <summary>Runs a statement that is not to be in a transaction, over a connection of its own.</summary>
    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(string, Func<Task>)> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CPT_TEST_DATABASE") is { Length: > 0 } named)
            return (named, () => MigratedTemplates.DropAsync(named));

        var folder = Directory.CreateTempSubdirectory("cpt-test-").FullName;
        LetTheServerThrough(folder);
        var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder, Temporary = true, Settings = Settings }, CancellationToken.None);
        return (server.ConnectionString, async () =>
        {
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        });
    }

    /// <summary>Run as root, the server has another account, which would have to keep its files elsewhere.</summary>
    private static void LetTheServerThrough(string folder)
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}
