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

    [Fact]
    public async Task Decision_made_again_at_the_version_it_expected_is_stored_exactly_once()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var cutter = new CommitCutter(database.ConnectionString);
        await using var log = await Log.OpenAsync(cutter.ConnectionString);

        for (var version = 0; version < 10; version++)
        {
            cutter.CutNextCommit(Cut.BeforeTheAnswer);
            await Should.ThrowAsync<NpgsqlException>(() => DecideAsync(log, ExpectedVersion.Exactly(version)));
            (await Log.UntilAnsweredAsync(() => DecideAsync(log, ExpectedVersion.Exactly(version)))).AllMade.ShouldBeFalse(
                "the first attempt was committed, so the version has moved"
            );
        }

        (await log.Journal.ReadAsync("", CancellationToken.None)).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 10).Select(v => (long)v));
        (await log.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    /// <summary>The positive control: the same cut, and a retry that says nothing about what it expects.</summary>
    [Fact]
    public async Task Decision_made_again_without_an_expected_version_is_stored_twice()
    {
        await using var database = await TestDatabase.MigratedAsync(TwoLogs.Modules);
        await using var cutter = new CommitCutter(database.ConnectionString);
        await using var log = await Log.OpenAsync(cutter.ConnectionString);

        cutter.CutNextCommit(Cut.BeforeTheAnswer);
        await Should.ThrowAsync<NpgsqlException>(() => DecideAsync(log, ExpectedVersion.Any));
        await Log.UntilAnsweredAsync(() => DecideAsync(log, ExpectedVersion.Any));

        (await log.Journal.ReadAsync("", CancellationToken.None)).Count.ShouldBe(2);
    }

    private static Task<JournalAppend> DecideAsync(Log log, ExpectedVersion expected) =>
        log.Journal.AppendAsync(
            [new StreamAppend("alert-1", expected, [new JournalEvent("alert_snoozed", JsonElement.Parse("{}"))])],
            new Authorship("ops", "a test"),
            CancellationToken.None
        );
}
