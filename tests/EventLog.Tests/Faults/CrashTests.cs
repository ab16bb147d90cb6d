namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>
/// The server is killed with SIGKILL while writers append, pause and give up in the middle, and a projection folds; it comes back, and is audited.
/// </summary>
public sealed class CrashTests
{
    private const int Seed = 909;
    private const int Writers = 8;

    [Fact]
    public async Task Acknowledged_appends_survive_the_servers_being_killed()
    {
        using var folder = await DataFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        await using var log = await Log.OpenAsync(server.ConnectionString);

        var audit = await CrashAsync(folder, log, rounds: FaultTests.AreLong ? 8 : 2);

        audit.IsClean.ShouldBeTrue($"seed {Seed}: {audit}");
        audit.Acknowledged.ShouldBeGreaterThan(0);
        (await log.VerifyAsync()).Problems.ShouldBeEmpty();
        (await log.PositionsAsync()).ShouldBe(Enumerable.Range(1, await log.FoldedAsync()).Select(i => (long)i), $"seed {Seed}");
    }

    /// <summary>
    /// The positive control: a server that answers before its log is on disk, and writes it seldom. Whether a single crash loses something is
    /// chance, since the page writer flushes the log on its way; that none of many does is not.
    /// </summary>
    [Fact]
    public async Task Audit_finds_the_loss_where_the_server_answers_before_the_commit_is_durable()
    {
        using var folder = await DataFolder.WithClusterAsync();
        var careless = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["synchronous_commit"] = "off",
            ["wal_writer_delay"] = "10s",
            ["wal_writer_flush_after"] = "1GB",
            ["bgwriter_lru_maxpages"] = "0",
        };
        await using var server = await EmbeddedPostgres.StartAsync(folder.Options with { Settings = careless }, CancellationToken.None);
        await using var log = await Log.OpenAsync(server.ConnectionString);

        var audit = await CrashAsync(folder, log, rounds: 12, enough: a => a.Lost > 0);

        audit.Lost.ShouldBeGreaterThan(0, $"seed {Seed}: {audit}");
    }

    private static async Task<Audit> CrashAsync(DataFolder folder, Log log, int rounds, Predicate<Audit>? enough = null)
    {
        var (random, auditor) = (new Random(Seed), new Auditor());
        var first = Log.Clicks(random, 1);
        auditor.Sent(first.Select(s => s.Id));
        await log.Signals.AppendAsync(first, history: false, CancellationToken.None);

        // What stands before the first crash is durable in any case, so that the control loses signals and not the tables they are in.
        await DataFolder.ExecuteAsync(log.Database.Owner.ConnectionString, "checkpoint");

        var audit = auditor.Compare(await log.StoredAsync());
        for (var round = 0; round < rounds && enough?.Invoke(audit) is not true; round++)
        {
            await CrashOnceAsync(folder, log, auditor, random);
            audit = auditor.Compare(await Log.UntilAnsweredAsync(log.StoredAsync));
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}, round {round}, {Writers} writers: {audit}");
        }
        return audit;
    }

    private static async Task CrashOnceAsync(DataFolder folder, Log log, Auditor auditor, Random random)
    {
        using var end = new CancellationTokenSource();
        var signals = log.Signals;
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(signals, auditor, new Random(random.Next()), end.Token)).ToArray();
        var folding = FoldAsync(log, end.Token);
        var enough = auditor.Acknowledgements + random.Next(200, 600);
        await DataFolder.EventuallyAsync(() => auditor.Acknowledgements >= enough, $"{enough} signals are acknowledged");

        var killed = folder.Running.ShouldNotBeNull().ProcessId;
        Process.GetProcessById(killed).Kill();
        await DataFolder.EventuallyAsync(() => folder.Running is { IsReady: true } now && now.ProcessId != killed, "the server is back");

        await end.CancelAsync();
        await Task.WhenAll([.. writers, folding]);
    }

    private static async Task FoldAsync(Log log, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
            await Log.UntilAnsweredAsync(log.FoldedAsync);
    }

    /// <summary>Every second batch whose answer did not come, or that was given up, is sent again; the others are left as they are.</summary>
    private static async Task WriteAsync(SignalLog signals, Auditor auditor, Random random, CancellationToken end)
    {
        var batch = Log.Clicks(random, random.Next(1, 20));
        while (!end.IsCancellationRequested)
        {
            auditor.Sent(batch.Select(s => s.Id));
            await Task.Delay(random.Next(4), CancellationToken.None);
            using var patience = new CancellationTokenSource(random.Next(5) == 0 ? TimeSpan.FromMilliseconds(random.Next(1, 15)) : Timeout.InfiniteTimeSpan);
            try
            {
                await signals.AppendAsync(batch, history: false, patience.Token);
                auditor.Acknowledged(batch.Select(s => s.Id));
                batch = Log.Clicks(random, random.Next(1, 20));
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
            {
                if (random.Next(2) == 0)
                    batch = Log.Clicks(random, random.Next(1, 20));
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
