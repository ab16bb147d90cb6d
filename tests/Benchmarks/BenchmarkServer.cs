using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Postgres.Embedded;
using CustomerPerformanceTracker.Server;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>A PostgreSQL server, a private one unless another is given, on which every measurement gets a database of its own, dropped afterwards.</summary>
internal sealed class BenchmarkServer(string connectionString, EmbeddedPostgres? embedded, string? folder) : IAsyncDisposable
{
    /// <summary>The private server's folder, which other processes can be given to join it.</summary>
    public string DataFolder => folder ?? throw new InvalidOperationException("A server that was given has no folder.");

    public static async Task<BenchmarkServer> StartAsync(string? database, CancellationToken cancel)
    {
        if (database is not null)
            return new BenchmarkServer(database, embedded: null, folder: null);

        var folder = Directory.CreateTempSubdirectory("cpt-benchmark-").FullName;
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = folder,
            Temporary = true,
            Notice = Console.Error.WriteLine,
        };
        var embedded = await EmbeddedPostgres.StartAsync(options, cancel);
        return new BenchmarkServer(embedded.ConnectionString, embedded, folder);
    }

    public async Task<BenchmarkDatabase> NewDatabaseAsync(CancellationToken cancel)
    {
        var name = $"cpt_benchmark_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {name}", cancel);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = name };
        var database = await Database.OpenAsync(settings.ConnectionString, TrackerModules.All, cancel);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "Europe/Berlin", TimeProvider.System, cancel);
        return new BenchmarkDatabase(engine, () => ExecuteAsync($"drop database {name} with (force)", CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
            await embedded.DisposeAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>A migrated database with one workspace, dropped with its owner.</summary>
internal sealed class BenchmarkDatabase(Engine engine, Func<Task> drop) : IAsyncDisposable
{
    public Engine Engine { get; } = engine;

    /// <summary>Runs one of the .sql files beside this type as the database's owner.</summary>
    public async Task RunAsync(string file, CancellationToken cancel)
    {
        await using var command = Engine.Database.Owner.CreateCommand(SqlFile.Beside(typeof(BenchmarkDatabase), file));
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<long> NumberAsync(string sql, CancellationToken cancel)
    {
        await using var command = Engine.Database.Owner.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), provider: null);
    }

    /// <summary>Appends a sample of history in batches of 10,000 and tells stderr how far it is.</summary>
    public async Task FillAsync(int signals, CancellationToken cancel, int customers = 20_000)
    {
        const int Batch = 10_000;
        var sample = new SampleSignals(signals, Ids.Ordered) { Customers = customers };
        for (var first = 0; first < signals; first += Batch)
        {
            await Engine.Log.AppendAsync(sample.Take(first, Math.Min(Batch, signals - first)), history: true, cancel);
            if (first % 1_000_000 == 0)
                Console.Error.WriteLine($"filling: {first:N0} of {signals:N0} signals");
        }
    }

    /// <summary>Appends signals as history in batches of 10,000.</summary>
    public async Task FillAsync(IEnumerable<Signal> signals, CancellationToken cancel)
    {
        foreach (var batch in signals.Chunk(10_000))
            await Engine.Log.AppendAsync(batch, history: true, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.Database.DisposeAsync();
        await drop();
    }
}
