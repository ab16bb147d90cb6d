namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>A commit whose answer never came: whoever retries gets each signal and each decision exactly once.</summary>
public sealed class CommitCutTests
{
    private const int Seed = 5262;
    private static readonly int Cuts = FaultTests.AreLong ? 500 : 40;

    [Fact]
    public async Task Signals_sent_again_after_a_cut_commit_are_stored_exactly_once()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var cutter = new CommitCutter(database.ConnectionString);
        await using var log = await Log.OpenAsync(cutter.ConnectionString);
        var (random, sent, signals) = (new Random(Seed), new List<Guid>(), log.Signals);
        await signals.AppendAsync(Log.Clicks(random, 1), history: false, CancellationToken.None);
        sent.AddRange(await log.StoredAsync());

        for (var i = 0; i < Cuts; i++)
        {
            var batch = Log.Clicks(random, random.Next(1, 8));
            var cut = random.Next(2) == 0 ? Cut.BeforeTheServer : Cut.BeforeTheAnswer;
            cutter.CutNextCommit(cut);
            await Should.ThrowAsync<NpgsqlException>(() => signals.AppendAsync(batch, history: false, CancellationToken.None));

            var again = await Log.UntilAnsweredAsync(() => signals.AppendAsync(batch, history: false, CancellationToken.None));

            again.Outcomes.ShouldAllBe(o => o == (cut == Cut.BeforeTheServer ? Outcome.Accepted : Outcome.Duplicate), $"seed {Seed}, cut {i} {cut}");
            sent.AddRange(batch.Select(s => s.Id));
        }

        cutter.Cuts.ShouldBe(Cuts);
        (await log.StoredAsync()).ShouldBe(sent, $"seed {Seed}");
        (await log.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entry_whose_commit_was_cut_is_there_once_and_the_append_says_so(bool atAnyVersion)
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var cutter = new CommitCutter(database.ConnectionString);
        await using var log = await Log.OpenAsync(cutter.ConnectionString);

        for (var version = 0; version < Cuts; version++)
        {
            cutter.CutNextCommit(version % 2 == 0 ? Cut.BeforeTheAnswer : Cut.BeforeTheServer);
            (await DecideAsync(log, atAnyVersion ? ExpectedVersion.Any : ExpectedVersion.Exactly(new StreamVersion(version)))).AllMade.ShouldBeTrue();
        }

        cutter.Cuts.ShouldBe(Cuts);
        (await log.Journal.ReadAsync("", CancellationToken.None)).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, Cuts).Select(v => (long)v));
        (await log.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    /// <summary>The positive control: a commit without the question, and the work done again.</summary>
    [Fact]
    public async Task Commit_that_nobody_asks_about_is_made_twice()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var cutter = new CommitCutter(database.ConnectionString);
        await using var log = await Log.OpenAsync(cutter.ConnectionString);

        cutter.CutNextCommit(Cut.BeforeTheAnswer);
        await Should.ThrowAsync<NpgsqlException>(() => PlainlyAsync(log));
        await Log.UntilAnsweredAsync(() => PlainlyAsync(log));

        (await log.Journal.ReadAsync("", CancellationToken.None)).Count.ShouldBe(2);
    }

    private static async Task<JournalAppend> PlainlyAsync(Log log)
    {
        await using var transaction = await log.Journal.BeginAsync(CancellationToken.None);
        var append = await transaction.AppendAsync([Decision(ExpectedVersion.Any)], By, CancellationToken.None);
        await transaction.Transaction.CommitAsync();
        return append;
    }

    private static Task<JournalAppend> DecideAsync(Log log, ExpectedVersion expected) =>
        log.Journal.AppendAsync([Decision(expected)], By, CancellationToken.None);

    private static Authorship By => new("ops", "a test");

    private static StreamAppend Decision(ExpectedVersion expected) => new("alert-1", expected, [new JournalEvent("alert_snoozed", JsonElement.Parse("{}"))]);
}
