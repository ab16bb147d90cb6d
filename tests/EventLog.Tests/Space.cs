namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>A migrated database of a test's own with one workspace and both of its logs.</summary>
public sealed class Space : IAsyncLifetime
{
    private TestDatabase test = null!;

    internal SetClock Clock { get; } = new(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero));

    public Database Database { get; private set; } = null!;

    public Workspace Workspace { get; private set; } = null!;

    public SignalLog Log { get; private set; } = null!;

    public JournalStreams Journal { get; private set; } = null!;

    /// <summary>A data folder of its own, for what is kept outside the database.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("cpt-space-").FullName;

    public Erasure Erasure => new(Database, Workspace, Journal, new ErasureList(Data), []);

    public static Authorship Somebody { get; } = new("ada", "to see what happens");

    public static async Task<Space> OpenAsync()
    {
        var space = new Space();
        await space.InitializeAsync();
        return space;
    }

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        Database = await Database.OpenAsync(test.ConnectionString, TwoLogs.Modules, CancellationToken.None);
        Workspace = await Workspace.OpenAsync(Database, "acme", "Europe/Berlin", CancellationToken.None);
        Log = AnotherLog();
        Journal = new JournalStreams(Database, Workspace, Clock);
    }

    /// <summary>Connects as the owner.</summary>
    public string ConnectionString => test.ConnectionString;

    /// <summary>A log with a memory of its own, as another process has it.</summary>
    public SignalLog AnotherLog() => new(Database, Workspace, Clock);

    public Task<SignalAppend> AppendAsync(params Signal[] signals) => Log.AppendAsync(signals, history: false, CancellationToken.None);

    public Task<HeadRow> HeadAsync() => HeadRow.ReadAsync(Database, Workspace, CancellationToken.None);

    public async Task<Checkpoint> CheckpointAsync() => (await HeadAsync()).Checkpoint(Workspace);

    public Task<Verification> VerifyAsync(params Checkpoint[] kept) =>
        LogVerification.RunAsync(Database, Workspace, kept, progress: null, CancellationToken.None);

    /// <summary>Runs a statement as a superuser to whom no key, check or trigger applies but what the tables themselves enforce.</summary>
    public async Task<int> TamperAsync(string sql)
    {
        await using var connection = await Database.Owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"set session_replication_role = replica; {sql}; reset session_replication_role", connection);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await row.ReadAsync())
            values.Add(row.GetFieldValue<T>(0));
        return values;
    }

    public async Task<T> OneAsync<T>(string sql) => (await ReadAsync<T>(sql)).Single();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await test.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
