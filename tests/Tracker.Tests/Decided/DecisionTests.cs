namespace CustomerPerformanceTracker.Tracker.Tests.Decided;

/// <summary>The one door through which commands change the journal, when others come first and when answers are lost.</summary>
public sealed class DecisionTests
{
    private const int Seed = 5262;
    private static readonly int Cuts = FaultTests.AreLong ? 500 : 40;
    private static readonly Authorship Ada = new("ada", "as agreed");

    [Fact]
    public async Task A_command_whose_commit_is_cut_is_followed_exactly_once()
    {
        await using var space = await CutSpace.NewAsync();
        var (cutter, database, engine) = (space.Cutter, space.Database, space.Engine);
        var id = (await AddAsync(engine)).Id;
        var random = new Random(Seed);

        for (var i = 0; i < Cuts; i++)
        {
            cutter.CutNextCommit(
                random.Next(2) == 0 ? Cut.BeforeTheServer : Cut.BeforeTheAnswer,
                transaction => transaction.Contains("subscription-" + id, StringComparison.Ordinal)
            );
            SubscriptionCommand command = int.IsEvenInteger(i) ? new SubscriptionCommand.Disable(DisabledBy.Hand) : new SubscriptionCommand.Enable();

            (
                await UntilAnsweredAsync(() =>
                    engine.Subscriptions.ChangeAsync(
                        id,
                        command,
                        Ada,
                        expected: int.IsEvenInteger(i / 2) ? new StreamVersion(i + 1) : null,
                        CancellationToken.None
                    )
                )
            ).Version.ShouldBe(new StreamVersion(i + 2), $"seed {Seed}, cut {i}");
        }

        cutter.Cuts.ShouldBe(Cuts);
        (await engine.Journal.ReadStreamAsync("subscription-" + id, CancellationToken.None)).Count.ShouldBe(Cuts + 1);
        (await engine.Journal.CompareBoardsAsync(CancellationToken.None)).ShouldBeEmpty();
        (await LogVerification.RunAsync(database, engine.Workspace, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_are_enlisted_under_the_seal_and_sent_after_the_commit()
    {
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        var outbox = new Told(database, engine.Workspace);
        engine.Journal.Outbox = outbox;

        await AddAsync(engine);
        outbox.Fails = true;
        await Should.ThrowAsync<InvalidOperationException>(() =>
            engine.Journal.AppendAsync(
                [new StreamAppend("other", ExpectedVersion.NoStream, [new JournalEvent("journey_set", JsonElement.Parse("{}"))])],
                Ada,
                CancellationToken.None
            )
        );

        outbox.Heard.ShouldBe(["subscription_added under seal 1, 0 seals are committed", "sent, 1 seals are committed"]);
        (await HeadRow.ReadAsync(database, engine.Workspace, CancellationToken.None)).Seal.ShouldBe(new SealNumber(1));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    public async Task What_the_database_rolls_back_of_the_rows_beside_the_entries_is_decided_again(string refusal)
    {
        await using var space = await CutSpace.NewAsync();
        var added = SubscriptionEvents.Store(new SubscriptionEvent.Added(new Sink.Webhook(new Uri("https://example.org/a")), AlertFilter.Everything, false));
        var attempts = 0;

        await space.Engine.Decisions.DecideAsync(
            new SubscriptionBoard(),
            "a",
            "Subscription a",
            expected: null,
            _ => new Decision([added])
            {
                Rows = async (transaction, _, cancel) =>
                {
                    if (++attempts > 1)
                        return;
                    await using var rows = new NpgsqlCommand($"do $$ begin raise sqlstate '{refusal}'; end $$", transaction.Connection, transaction);
                    await rows.ExecuteNonQueryAsync(cancel);
                },
            },
            Ada,
            CancellationToken.None
        );

        attempts.ShouldBe(2);
        (await space.Engine.Journal.ReadStreamAsync("subscription-a", CancellationToken.None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_are_sent_although_the_answer_to_the_commit_was_cut()
    {
        await using var space = await CutSpace.NewAsync();
        var (cutter, database, engine) = (space.Cutter, space.Database, space.Engine);
        var outbox = new Told(database, engine.Workspace);
        engine.Journal.Outbox = outbox;

        cutter.CutNextCommit(Cut.BeforeTheAnswer, transaction => transaction.Contains("subscription_added", StringComparison.Ordinal));
        await AddAsync(engine);

        cutter.Cuts.ShouldBe(1);
        outbox.Heard.ShouldBe(["subscription_added under seal 1, 0 seals are committed", "sent, 1 seals are committed"]);
    }

    [Fact]
    public async Task Messages_are_sent_although_the_look_for_what_became_of_the_commit_was_cut_too()
    {
        await using var space = await CutSpace.NewAsync();
        var (cutter, database, engine) = (space.Cutter, space.Database, space.Engine);
        var outbox = new Told(database, engine.Workspace);
        engine.Journal.Outbox = outbox;

        cutter.CutNextCommit(Cut.BeforeTheAnswer, transaction => transaction.Contains("subscription_added", StringComparison.Ordinal));
        cutter.CutNextStatement("select exists (select from journal.mt_events");
        await Should.ThrowAsync<NpgsqlException>(() => AddAsync(engine));

        outbox.Heard.ShouldBe(["subscription_added under seal 1, 0 seals are committed", "sent, 1 seals are committed"]);
    }

    private static async Task<Subscription> AddAsync(Engine engine) =>
        (
            await engine.Subscriptions.AddAsync(
                new Sink.Webhook(new Uri("https://example.org/a")),
                AlertFilter.Everything,
                fromStart: false,
                secret: null,
                Ada,
                CancellationToken.None
            )
        ).Subscription;

    /// <summary>The way to ask what became of a commit may be cut as well, where a pool still holds broken connections.</summary>
    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException e) when (e is not PostgresException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>A workspace whose commits can be cut.</summary>
    private sealed class CutSpace(TestDatabase test, CommitCutter cutter, Database database, Engine engine) : IAsyncDisposable
    {
        public CommitCutter Cutter => cutter;

        public Database Database => database;

        public Engine Engine => engine;

        public static async Task<CutSpace> NewAsync()
        {
            var test = await TestDatabase.MigratedAsync(TrackerModules.All);
            var cutter = new CommitCutter(test.ConnectionString);
            var database = await Database.OpenAsync(cutter.ConnectionString, TrackerModules.All, CancellationToken.None);
            return new(test, cutter, database, await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None));
        }

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            await cutter.DisposeAsync();
            await test.DisposeAsync();
        }
    }

    private sealed class Told(Database database, Workspace workspace) : IDecisionOutbox, IDecisionMessages
    {
        public List<string> Heard { get; } = [];

        public bool Fails { get; set; }

        public async Task<IDecisionMessages> EnlistAsync(
            NpgsqlTransaction transaction,
            Workspace of,
            IReadOnlyList<JournalEntry> made,
            CancellationToken cancel
        )
        {
            if (Fails)
                throw new InvalidOperationException("The outbox is full.");
            Heard.Add(
                $"{made.Single().Type} under seal {made.Single().Seal}, {(await HeadRow.ReadAsync(database, workspace, cancel)).Seal} seals are committed"
            );
            return this;
        }

        public async Task SendAsync(CancellationToken cancel) =>
            Heard.Add($"sent, {(await HeadRow.ReadAsync(database, workspace, cancel)).Seal} seals are committed");
    }
}
