using System.Globalization;
using System.Reflection;
using CustomerPerformanceTracker.Postgres.Embedded;
using Xunit;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// The server of a test run (<see cref="ServerChoice"/>), a private cluster started by the first test that asks. Each test process has a server of its own,
/// so test projects run side by side. A test project declares it once, <c>[assembly: AssemblyFixture(typeof(TestDatabaseServer))]</c>, and it is stopped
/// and deleted after the last test, however the tests ended. A killed run takes a private cluster with it and leaves the folder.
/// </summary>
public sealed class TestDatabaseServer : IAsyncLifetime
{
    /// <summary>Every database of the tests has its pools, which on a slow machine are all open at once.</summary>
    internal const int Connections = 500;

    /// <summary>
    /// Nothing here has to survive the machine's end, so nothing waits for its disk: tests of what survives start a server of their own, with the
    /// product's settings.
    /// </summary>
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = Connections.ToString(CultureInfo.InvariantCulture),
    };

    private static readonly Lazy<Task<ServerChoice>> Chosen = new(() => ServerChoice.MakeAsync(Assembly.GetEntryAssembly()));
    private static readonly Lazy<Task<TestServer>> Started = new(StartAsync);

    public static async Task<string> ConnectionStringAsync() => (await Started.Value).ConnectionString;

    /// <summary>Says which server the run has, before its first test.</summary>
    public async ValueTask InitializeAsync() => await Console.Out.WriteLineAsync((await Chosen.Value).Line);

    public async ValueTask DisposeAsync()
    {
        if (Chosen.Value.IsCompletedSuccessfully && (Started.IsValueCreated || (await Chosen.Value).Server is not null))
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

    private static async Task<TestServer> StartAsync()
    {
        if ((await Chosen.Value).Server is { } server)
            return server;

        var folder = Directory.CreateTempSubdirectory("cpt-test-").FullName;
        LetTheServerThrough(folder);
        var cluster = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataFolder = folder,
                Temporary = true,
                Settings = Settings,
            },
            CancellationToken.None
        );
        return new(
            cluster.ConnectionString,
            async () =>
            {
                await cluster.DisposeAsync();
                Directory.Delete(folder, recursive: true);
            }
        );
    }

    /// <summary>Run as root, the server has another account, which would have to keep its files elsewhere.</summary>
    private static void LetTheServerThrough(string folder)
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}
