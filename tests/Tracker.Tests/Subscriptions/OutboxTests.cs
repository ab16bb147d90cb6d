namespace CustomerPerformanceTracker.Tracker.Tests.Subscriptions;

/// <summary>What happened to alerts comes into the outbox once, whoever brings it and whatever interrupts it.</summary>
public sealed class OutboxTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private static readonly Sink Hook = new Sink.Webhook(new Uri("https://example.org/alerts"));
    private static readonly Authorship Ada = new("ada", "to be told");

    private readonly SetClock clock = new(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_subscription_gets_what_happens_behind_it_or_all_from_the_start()
    {
        await engine.RaiseAsync(SampleAlerts.Make("before"));
        var now = await AddAsync(AlertFilter.Everything);
        var all = await AddAsync(AlertFilter.Everything, fromStart: true);
        await engine.RaiseAsync(SampleAlerts.Make("after"));

        await PutAsync();

        (await AlertsAsync(now)).ShouldBe(["after"]);
        (await AlertsAsync(all)).ShouldBe(["before", "after"]);
        (await PutAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_subscription_gets_what_it_wants_and_from_a_new_filter_on_what_it_wants_then()
    {
        var critical = await AddAsync(AlertFilter.Everything with { Severities = ["critical"] });
        await engine.RaiseAsync(SampleAlerts.Make("a1"), SampleAlerts.Make("a2", severity: "critical"));
        await PutAsync();

        await engine.Subscriptions.ChangeAsync(
            critical,
            new SubscriptionCommand.ChangeFilter(AlertFilter.Everything with { Campaigns = ["sum*"] }),
            Ada,
            expected: new StreamVersion(1),
            CancellationToken.None
        );
        await engine.RaiseAsync(SampleAlerts.Make("a3", severity: "critical"), SampleAlerts.Make("a4", campaign: "summer"));
        await PutAsync();

        (await AlertsAsync(critical)).ShouldBe(["a2", "a4"]);
    }

    [Fact]
    public async Task A_team_gets_alerts_at_its_touchpoints_and_of_whole_campaigns_that_have_signals_there()
    {
        await engine.Settings.SetJourneyAsync(
            "journey:\n  - { touchpoint: checkout, stage: purchase, team: Payments }\n  - { touchpoint: landing, stage: awareness, team: Growth }\n",
            Ada,
            expected: null,
            CancellationToken.None
        );
        await engine.ImportAsync([Visit("1", "spring", "checkout"), Visit("2", "summer", "landing")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var payments = await AddAsync(AlertFilter.Everything with { Teams = ["Payments"] });

        await engine.RaiseAsync(
            SampleAlerts.Make("at-checkout", campaign: "any", touchpoint: "checkout"),
            SampleAlerts.Make("at-landing", campaign: "spring", touchpoint: "landing"),
            SampleAlerts.Make("all-spring", campaign: "spring"),
            SampleAlerts.Make("all-summer", campaign: "summer"),
            SampleAlerts.Make("nowhere", campaign: "spring", touchpoint: "unknown")
        );
        await PutAsync();

        (await AlertsAsync(payments)).ShouldBe(["at-checkout", "all-spring"]);

        static string Visit(string id, string campaign, string touchpoint) =>
            $$"""{"id":"{{id}}","type":"visit","campaign":"{{campaign}}","touchpoint":"{{touchpoint}}","occurredAt":"2025-05-03T10:00:00Z"}""";
    }

    [Fact]
    public async Task What_a_silence_keeps_back_is_seen_and_can_be_asked_for()
    {
        var id = await AddAsync(AlertFilter.Everything);
        var now = NodaTime.Instant.FromDateTimeOffset(clock.Now);
        await engine.Silences.SetAsync(new AlertMatcher([], ["summer"], [], []), now, now.Plus(NodaTime.Duration.FromHours(1)), Ada, CancellationToken.None);
        await engine.RaiseAsync(SampleAlerts.Make("a1", campaign: "summer"), SampleAlerts.Make("a2"));

        await PutAsync();

        var dropped = (
            await engine.Outbox.ListAsync(id, DeliveryState.Dropped, after: new Position(0), limit: 10, CancellationToken.None)
        ).ShouldHaveSingleItem();
        dropped.Subject.ShouldBe("a1");
        dropped.Status.ShouldNotBeNull().ShouldStartWith("kept from being delivered by silence ");
        (await NextAsync(id)).ShouldHaveSingleItem().Subject.ShouldBe("a2");
        (await engine.Outbox.RedeliverAsync(id, dropped.Id, "ada", CancellationToken.None)).ShouldNotBeNull();
        (await NextAsync(id)).Select(next => next.Subject).ShouldBe(["a1", "a2"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_checkpoint_is_put_once_and_none_behind_a_larger_one_and_they_wait_for_one_another()
    {
        var id = (await engine.Subscriptions.AddAsync(Hook, filter: null, fromStart: false, secret: null, Ada, CancellationToken.None)).Subscription.Id;
        await engine.RaiseAsync(SampleAlerts.Make("a1"));
        await PutAsync();

        var put = new List<bool>();
        foreach (var size in new[] { 3, 3, 9, 7 })
            put.Add(await engine.Outbox.PutAsync(id, Checkpoint.Of(engine.Workspace.Name, size, new byte[32]), CancellationToken.None));

        put.ShouldBe([true, false, true, false]);
        (await NextAsync(id)).ShouldHaveSingleItem().Note.ShouldBe(Checkpoint.Of(engine.Workspace.Name, 3, new byte[32]).ToString());
        (await engine.Outbox.ListAsync(id, state: null, after: new Position(0), limit: 10, CancellationToken.None))
            .Select(one => (one.Subject, one.Version.Value))
            .ShouldBe([(OutboxEntry.OfCheckpoints, 3L), (OutboxEntry.OfCheckpoints, 9L)]);
    }

    [Fact]
    public async Task Of_two_that_bring_the_same_changes_one_does()
    {
        var others = await workspaces.AgainAsync(engine, clock);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add(await AddAsync(AlertFilter.Everything));
        var put = 0;

        for (var round = 0; round < 40; round++)
        {
            await engine.RaiseAsync(SampleAlerts.Make($"a{round}"));
            var both = await Task.WhenAll(PutAsync(engine), PutAsync(others));
            put += both.Sum();
        }

        put.ShouldBe(3 * 40);
        foreach (var id in ids)
            (await AlertsAsync(id)).ShouldBe(Enumerable.Range(0, 40).Select(round => $"a{round}"));
    }

    [Fact]
    public async Task What_was_read_before_another_put_it_puts_nothing()
    {
        var id = await AddAsync(AlertFilter.Everything);
        await engine.RaiseAsync(SampleAlerts.Make("a1"));
        var changes = await engine.Alerts.ChangesAsync(new Position(0), 10, CancellationToken.None);
        var from = (await engine.Outbox.CheckpointsAsync(CancellationToken.None))[id];

        await PutAsync();

        (await engine.Outbox.PutAsync(id, from, changes[^1].Position, changes, CancellationToken.None)).ShouldBe(0);
        (await AlertsAsync(id)).ShouldBe(["a1"]);
    }

    [Fact]
    public async Task The_journal_is_read_once_for_what_is_put_and_then_delivered()
    {
        await AddAsync(AlertFilter.Everything);
        await engine.RaiseAsync(SampleAlerts.Make("a1"));
        await PutAsync();
        var last = (await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None)).Journal;

        var change = await engine.Enqueuer.ChangeAsync(last, CancellationToken.None);
        var again = await engine.Enqueuer.ChangeAsync(last, CancellationToken.None);
        var read = await (await workspaces.AgainAsync(engine, clock)).Enqueuer.ChangeAsync(last, CancellationToken.None);

        again.ShouldBeSameAs(change);
        read.ShouldNotBeSameAs(change);
        read.ShouldNotBeNull().Alert.ShouldBe(change.ShouldNotBeNull().Alert);
        (await engine.Enqueuer.ChangeAsync(last + 1, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Changes_tell_each_alert_as_the_alert_stood_then_wherever_the_reading_begins()
    {
        await engine.RaiseAsync(SampleAlerts.Make("a1"), SampleAlerts.Make("a2"));
        foreach (var id in (string[])["a2", "a1", "a2"])
            await engine.Alerts.HandleAsync(id, new AlertCommand.Comment("looked"), expected: null, Ada, CancellationToken.None);
        await engine.Alerts.HandleAsync("a1", new AlertCommand.Acknowledge(), expected: null, Ada, CancellationToken.None);
        var all = await engine.Alerts.ChangesAsync(new Position(0), 100, CancellationToken.None);

        all.Select(change => (change.Alert.Id, change.Version.Value)).ShouldBe([("a1", 1), ("a2", 1), ("a2", 2), ("a1", 2), ("a2", 3), ("a1", 3)]);
        for (var from = 0; from < all.Count; from++)
        {
            var some = await engine.Alerts.ChangesAsync(all[from].Position.Previous, limit: 2, CancellationToken.None);
            some.Select(change => (change.Position, change.Alert.State, change.Alert.Version))
                .ShouldBe(all.Skip(from).Take(2).Select(change => (change.Position, change.Alert.State, change.Alert.Version)));
        }
    }

    [Fact]
    public async Task A_crash_between_the_checkpoint_and_the_rows_leaves_neither_and_is_made_good()
    {
        var id = await AddAsync(AlertFilter.Everything);
        await engine.RaiseAsync(SampleAlerts.Make("a1"), SampleAlerts.Make("a2"));
        var from = (await engine.Outbox.CheckpointsAsync(CancellationToken.None))[id];

        // Somebody holds the place of the second row, so the statement has moved the checkpoint and waits with the rows half put.
        await using var connection = await workspaces.Database.Owner.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand(
                "insert into delivery.outbox (workspace, id, subscription, position, subject, version, enqueued_at, next_at) values "
                    + $"({engine.Workspace.Id}, '{OutboxEntry.IdOf(engine.Workspace.Name, id, from + 2)}', '{id}', {from + 2}, 'a2', 1, now(), now())",
                connection
            );
            await hold.ExecuteNonQueryAsync();
            var putting = PutAsync();
            await using var terminate = workspaces.Database.Owner.CreateCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '-- "
                    + "Moves subscription%'"
            );
            while (await terminate.ExecuteScalarAsync() is null)
                await Task.Delay(10);
            await Should.ThrowAsync<NpgsqlException>(() => putting);
            await transaction.RollbackAsync();
        }

        (await engine.Outbox.CheckpointsAsync(CancellationToken.None))[id].ShouldBe(from);
        (await AlertsAsync(id)).ShouldBeEmpty();
        (await PutAsync()).ShouldBe(2);
        (await AlertsAsync(id)).ShouldBe(["a1", "a2"]);
    }

    [Fact]
    public async Task A_disabled_subscription_gets_afterwards_what_it_missed_and_a_removed_one_nothing()
    {
        var (paused, over) = (await AddAsync(AlertFilter.Everything), await AddAsync(AlertFilter.Everything));
        await engine.RaiseAsync(SampleAlerts.Make("a1"));
        await PutAsync();
        await engine.Subscriptions.ChangeAsync(paused, new SubscriptionCommand.Disable(DisabledBy.Hand), Ada, expected: null, CancellationToken.None);
        await engine.Subscriptions.ChangeAsync(over, new SubscriptionCommand.Remove(), Ada, expected: null, CancellationToken.None);

        await engine.RaiseAsync(SampleAlerts.Make("a2"));
        (await PutAsync()).ShouldBe(0);
        await engine.Subscriptions.ChangeAsync(paused, new SubscriptionCommand.Enable(), Ada, expected: null, CancellationToken.None);
        await PutAsync();

        (await AlertsAsync(paused)).ShouldBe(["a1", "a2"]);
        (await engine.Outbox.ListAsync(over, state: null, after: new Position(0), limit: 10, CancellationToken.None))
            .ShouldHaveSingleItem()
            .State.ShouldBe(DeliveryState.Dropped);
        (await engine.Subscriptions.SecretsAsync(over, CancellationToken.None)).ShouldBeEmpty();
        (
            await engine.Outbox.RedeliverAsync(over, OutboxEntry.IdOf(engine.Workspace.Name, over, new Position(3)), "ada", CancellationToken.None)
        ).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_change_of_an_alert_waits_for_the_earlier_one_and_other_alerts_do_not()
    {
        var id = await AddAsync(AlertFilter.Everything);
        await engine.RaiseAsync(SampleAlerts.Make("a"), SampleAlerts.Make("b"), SampleAlerts.Make("a"));
        await PutAsync();

        var first = await NextAsync(id);
        first.Select(next => (next.Subject, next.Version.Value)).ShouldBe([("a", 1L), ("b", 1L)]);
        (await engine.Outbox.FailedAsync(first[0], "no answer", Instant.FromDateTimeOffset(clock.Now.AddHours(1)), CancellationToken.None)).ShouldBe(
            Instant.FromDateTimeOffset(clock.Now)
        );
        (await NextAsync(id)).Select(next => (next.Subject, next.Version.Value, next.Attempts)).ShouldBe([("b", 1L, 0), ("a", 1L, 1)]);
        (await engine.Outbox.DeliveredAsync((await NextAsync(id))[1], CancellationToken.None)).ShouldBeTrue();

        (await NextAsync(id)).Select(next => (next.Subject, next.Version.Value)).ShouldBe([("b", 1L), ("a", 2L)]);
    }

    [Fact]
    public async Task An_attempt_that_began_before_another_ended_writes_nothing()
    {
        var id = await AddAsync(AlertFilter.Everything);
        await engine.RaiseAsync(SampleAlerts.Make("a"));
        await PutAsync();
        var stale = (await NextAsync(id))[0];
        await engine.Outbox.FailedAsync(stale, "no answer", Instant.FromDateTimeOffset(clock.Now), CancellationToken.None);

        (await engine.Outbox.DeliveredAsync(stale, CancellationToken.None)).ShouldBeFalse();
        (await engine.Outbox.FailedAsync(stale, "again", nextAt: null, CancellationToken.None)).ShouldBeNull();

        (await engine.Outbox.ListAsync(id, DeliveryState.Pending, after: new Position(0), limit: 10, CancellationToken.None))
            .ShouldHaveSingleItem()
            .Status.ShouldBe("no answer");
    }

    private static Task<int> PutAsync(Engine of) =>
        Task.Run(async () => await of.Enqueuer.CatchUpAsync(await of.Subscriptions.ListAsync(CancellationToken.None), CancellationToken.None));

    private Task<int> PutAsync() => PutAsync(engine);

    private async Task<string> AddAsync(AlertFilter filter, bool fromStart = false, Engine? of = null) =>
        (await (of ?? engine).Subscriptions.AddAsync(Hook, filter, fromStart, secret: null, Ada, CancellationToken.None)).Subscription.Id;

    private Task<IReadOnlyList<OutboxEntry>> NextAsync(string id) => engine.Outbox.NextAsync(id, [], limit: 10, CancellationToken.None);

    private async Task<IEnumerable<string>> AlertsAsync(string id, Engine? of = null) =>
        (await (of ?? engine).Outbox.ListAsync(id, state: null, after: new Position(0), limit: 100, CancellationToken.None)).Select(delivery =>
            delivery.Subject
        );
}
