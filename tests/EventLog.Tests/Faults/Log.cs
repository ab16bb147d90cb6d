namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>A database with one workspace, what the fault tests do to it, and how they look at it.</summary>
internal sealed class Log : IAsyncDisposable
{
    private Log(Database database, Workspace workspace) => (Database, Workspace) = (database, workspace);

    public Database Database { get; }

    public Workspace Workspace { get; }

    public SignalLog Signals => new(Database, Workspace, TimeProvider.System);

    public JournalStreams Journal => new(Database, Workspace, TimeProvider.System);

    public static async Task<Log> OpenAsync(string connectionString)
    {
        var database = await Database.OpenAsync(connectionString, TwoLogs.Modules, CancellationToken.None);
        await using (var connection = await database.Owner.OpenConnectionAsync())
            await Tally.RunAsync(connection, Tally.Table);
        return new Log(database, await Workspace.OpenAsync(database, Workspace.Default, "Europe/Berlin", CancellationToken.None));
    }

    /// <summary>New clicks; their ids come from <paramref name="random"/>, so a seed gives the same ones again.</summary>
    public static Signal[] Clicks(Random random, int count)
    {
        var clicks = new Signal[count];
        for (var i = 0; i < count; i++)
        {
            var id = new byte[16];
            random.NextBytes(id);
            clicks[i] = new Signal
            {
                Id = new Guid(id),
                Kind = SignalKind.Click,
                Campaign = "spring",
                OccurredAt = 1_740_000_000_000_000 + i,
            };
        }
        return clicks;
    }

    public async Task<List<Guid>> StoredAsync()
    {
        await using var command = Database.SourceOf(Workspace).CreateCommand("select id from log.signal where workspace = $1 order by position");
        command.Parameters.Add(new() { Value = Workspace.Id });
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new List<Guid>();
        while (await reader.ReadAsync())
            stored.Add(reader.GetGuid(0));
        return stored;
    }

    public async Task<List<long>> PositionsAsync()
    {
        await using var command = Database.SourceOf(Workspace).CreateCommand("select position from log.signal where workspace = $1 order by position");
        command.Parameters.Add(new() { Value = Workspace.Id });
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new List<long>();
        while (await reader.ReadAsync())
            positions.Add(reader.GetInt64(0));
        return positions;
    }

    /// <summary>Folds what is committed, and counts the signals folded so far.</summary>
    public async Task<int> FoldedAsync()
    {
        await new Projector(Database, Workspace).CatchUpAsync(new Tally(), progress: null, CancellationToken.None);
        await using var command = Database.SourceOf(Workspace).CreateCommand("select coalesce(sum(count), 0)::integer from view.tally where workspace = $1");
        command.Parameters.Add(new() { Value = Workspace.Id });
        return (int)(await command.ExecuteScalarAsync())!;
    }

    public Task<Verification> VerifyAsync() => LogVerification.RunAsync(Database, Workspace, [], progress: null, CancellationToken.None);

    /// <summary>A connection that broke is taken out of its pool when it is used, so the first calls after a crash may still meet some.</summary>
    public static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException)
            {
                await Task.Delay(20);
            }
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
