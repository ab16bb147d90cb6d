using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// A fresh database of its own for one test or one class, dropped at its end: empty, or with the schema in place. All of a test run's databases are
/// on one server: the one that the variable CPT_TEST_DATABASE names by a superuser's connection string, else one that lives as long as the run, in a container
/// or private (CPT_TEST_SERVER).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string server;

    private TestDatabase(string server, string connectionString)
    {
        this.server = server;
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static Task<TestDatabase> CreateAsync() => CreateAsync(template: null);

    /// <summary>With the migrations of <paramref name="modules"/>, which ran once in this process: each such database is a copy of one.</summary>
    public static async Task<TestDatabase> MigratedAsync(params IReadOnlyList<IModule> modules) => await CreateAsync(await MigratedTemplates.OfAsync(modules));

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await TestDatabaseServer.ExecuteAsync(server, $"drop database if exists {new NpgsqlConnectionStringBuilder(ConnectionString).Database} with (force)");
    }

    private static async Task<TestDatabase> CreateAsync(string? template)
    {
        var named = await TestDatabaseServer.ConnectionStringAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await TestDatabaseServer.ExecuteAsync(named, $"create database {name}{(template is null ? "" : $" template {template}")}");
        return new TestDatabase(named, new NpgsqlConnectionStringBuilder(named) { Database = name }.ConnectionString);
    }
}
