namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>Position order is commit order: a reader that remembers the last position it saw misses nothing.</summary>
public sealed class AppendOrderTests
{
    private const int Seed = 336;

    [Fact]
    public async Task Of_many_appends_at_one_version_exactly_one_is_made()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var log = await Log.OpenAsync(database.ConnectionString);

        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => log.Journal.AppendAsync([Decision("alert-1", ExpectedVersion.NoStream)], By, CancellationToken.None))
        );

        attempts.Count(a => a.AllMade).ShouldBe(1);
        (await log.Journal.ReadAsync("", CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reader_by_position_misses_nothing_while_writers_commit_and_roll_back_at_random()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var log = await Log.OpenAsync(database.ConnectionString);
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(w => WriteAsync(log, $"alert-{w}", new Random(Seed + w))));

        var seen = new List<long>();
        bool last;
        do
        {
            last = writing.IsCompleted;
            seen.AddRange(await PositionsAfterAsync(log, seen.Count == 0 ? 0 : seen[^1]));
        } while (!last);

        var committed = (await writing).Sum();
        seen.ShouldBe(Enumerable.Range(1, committed).Select(p => (long)p), $"seed {Seed}");
        (await log.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    /// <summary>The positive control: positions from a sequence, which are given out in one order and committed in another.</summary>
    [Fact]
    public async Task Reader_by_a_sequence_misses_what_commits_late()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var slow = await database.Source.OpenConnectionAsync();
        await using var fast = await database.Source.OpenConnectionAsync();
        await ExecuteAsync(fast, "create table naive (position bigserial)");

        await ExecuteAsync(slow, "begin; insert into naive default values");
        await ExecuteAsync(fast, "insert into naive default values");
        var seen = await NaiveAfterAsync(fast, 0);
        await ExecuteAsync(slow, "commit");
        seen.AddRange(await NaiveAfterAsync(fast, seen[^1]));

        seen.ShouldBe([2], "position 1 was committed after 2 was read, so it is never seen");
    }

    private static readonly Authorship By = new("ops", "a test");

    private static StreamAppend Decision(string stream, ExpectedVersion expected) =>
        new(stream, expected, [new JournalEvent("alert_snoozed", JsonElement.Parse("{}"))]);

    /// <summary>Returns how many of the appends were committed.</summary>
    private static async Task<int> WriteAsync(Log log, string stream, Random random)
    {
        var committed = 0;
        for (var i = 0; i < 40; i++)
        {
            await using var transaction = await log.Journal.BeginAsync(CancellationToken.None);
            await transaction.AppendAsync([Decision(stream, ExpectedVersion.Any)], By, CancellationToken.None);
            if (random.Next(3) == 0)
                await Task.Yield();
            if (random.Next(4) == 0)
                continue;

            await transaction.CommitAsync(CancellationToken.None);
            committed++;
        }
        return committed;
    }

    private static async Task<List<long>> PositionsAfterAsync(Log log, long after)
    {
        await using var connection = await log.Database.SourceOf(log.Workspace).OpenConnectionAsync();
        return await ReadAsync(
            connection,
            $"select position from journal.entry_position where tenant_id = '{log.Workspace.Name}' and position > {after} order by position"
        );
    }

    private static Task<List<long>> NaiveAfterAsync(NpgsqlConnection connection, long after) =>
        ReadAsync(connection, $"select position from naive where position > {after} order by position");

    private static async Task<List<long>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new List<long>();
        while (await reader.ReadAsync())
            positions.Add(reader.GetInt64(0));
        return positions;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
