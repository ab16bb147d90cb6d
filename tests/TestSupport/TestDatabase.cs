using Npgsql;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// A fresh, empty database of its own for one test or one class, dropped at its end. All of a test run's databases are on one server:
/// the one that the variable CPT_TEST_DATABASE names by a superuser's connection string, else a private one that lives as long as the run.
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

    public static async Task<TestDatabase> CreateAsync()
    {
        var named = await TestDatabaseServer.ConnectionStringAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync(named, $"create database {name}");
        return new TestDatabase(named, new NpgsqlConnectionStringBuilder(named) { Database = name }.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await ExecuteAsync(server, $"drop database if exists {new NpgsqlConnectionStringBuilder(ConnectionString).Database} with (force)");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
