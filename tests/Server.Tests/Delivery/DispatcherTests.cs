using NodaTime.Extensions;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Attempts by a clock that goes only when the test lets it: when they are made, in which order, and what ends them.</summary>
public sealed class DispatcherTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private static readonly TimeSpan[] Schedule =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Ten_attempts_by_the_schedule_end_in_the_dead_letters_and_asked_for_again_it_is_delivered_under_its_id()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        dispatching.Sender.Answer = (sent, _) => sent.Alert == "a" ? TestSender.Failed("500") : TestSender.Delivered;
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a");

        for (var made = 1; made < Schedule.Length; made++)
        {
            var failed = await FailedAsync(dispatching, id, made);
            var wait = failed.NextAt!.Value.ToDateTimeOffset() - clock.GetUtcNow();
            (wait / Schedule[made]).ShouldBeInRange(0.8, 1.2, $"seed {Dispatching.Seed}, attempt {made + 1}");

            // What comes meanwhile is delivered, which shows that somebody looked; the attempt is not made before its time.
            clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            await dispatching.RaiseAsync($"meanwhile-{made}");
            await dispatching.SettledAsync(id, made);
            Attempts(dispatching).Count.ShouldBe(made);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await dispatching.ComesAsync(async () => (await dispatching.ListAsync(id, DeliveryState.Dead)).Count == 1, "it is dead");
        clock.Advance(TimeSpan.FromDays(2));
        await dispatching.RaiseAsync("later");
        await dispatching.SettledAsync(id, Schedule.Length);
        Attempts(dispatching).Count.ShouldBe(Schedule.Length);

        dispatching.Sender.Answer = (_, _) => TestSender.Delivered;
        (await dispatching.Engine.Outbox.RedeliverAsync(id, Attempts(dispatching)[0].Notice.Id, "ada", CancellationToken.None))
            .ShouldNotBeNull()
            .State.ShouldBe(DeliveryState.Pending);
        await dispatching.SettledAsync(id, Schedule.Length + 1);
        Attempts(dispatching).Count.ShouldBe(Schedule.Length + 1);
        Attempts(dispatching).Select(sent => sent.Notice.Id).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_later_change_of_an_alert_comes_behind_the_earlier_one_however_often_that_fails()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        var failures = 3;
        dispatching.Sender.Answer = (sent, _) =>
            sent is { Alert: "a", Notice.Change.Version.Value: 1 } && Interlocked.Decrement(ref failures) >= 0
                ? TestSender.Failed("500")
                : TestSender.Delivered;
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a", "a", "b");

        for (var made = 1; made <= 3; made++)
        {
            await dispatching.ComesAsync(async () => (await dispatching.ListAsync(id)).FirstOrDefault()?.Attempts == made, $"attempt {made} failed");
            await dispatching.SettledAsync(id, 1);
            clock.Advance(Schedule[made] * 1.2);
        }

        await dispatching.SettledAsync(id, 3);
        dispatching.Sender.All.Where(sent => sent.Alert == "a").Select(sent => sent.Notice.Change.Version.Value).ShouldBe([1L, 1L, 1L, 1L, 2L]);
        dispatching.Sender.All.Count(sent => sent.Alert == "b").ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_and_one_that_fails_do_not_delay_a_healthy_one()
    {
        var dispatching = await space.NewAsync(clock);
        var (hanging, failing, healthy) = (await dispatching.AddAsync(), await dispatching.AddAsync(), await dispatching.AddAsync());
        dispatching.Sender.Answer = (sent, cancel) =>
            sent.Notice.Subscription == hanging ? TestSender.Hang(cancel)
            : sent.Notice.Subscription == failing ? TestSender.Failed("500")
            : TestSender.Delivered;
        var start = clock.GetUtcNow();
        await using (var dispatcher = dispatching.Start())
        {
            await dispatching.RaiseAsync(Enumerable.Range(0, 50).Select(i => $"a{i}"));

            await dispatching.SettledAsync(healthy, 50);
            await dispatching.ComesAsync(() => Of(failing).Count == 50, "each of the failing one's was attempted");

            clock.GetUtcNow().ShouldBe(start, "no time had to pass");
            Of(healthy).Count.ShouldBe(50);
            Of(hanging).Count.ShouldBe(4);
            (await dispatching.ListAsync(hanging, DeliveryState.Pending)).Count.ShouldBe(50);

            // An attempt that does not end is ended, and its place is another's.
            clock.Advance(TimeSpan.FromSeconds(60));
            await dispatching.ComesAsync(() => Of(hanging).Count == 8, "others have their turn");
            clock.Advance(TimeSpan.FromSeconds(60));
        }

        IReadOnlyList<Sent> Of(string id) => [.. dispatching.Sender.All.Where(sent => sent.Notice.Subscription == id)];
    }

    [Fact]
    public async Task A_receiver_that_is_gone_disables_its_subscription_and_gets_what_it_missed_when_it_is_enabled()
    {
        var dispatching = await space.NewAsync(clock);
        var (gone, other) = (await dispatching.AddAsync(), await dispatching.AddAsync());
        dispatching.Sender.Answer = (sent, _) =>
            sent.Notice.Subscription == gone ? Task.FromResult<SendOutcome>(new SendOutcome.Gone("410 Gone")) : TestSender.Delivered;
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a");

        await dispatching.ComesAsync(
            async () => (await dispatching.Engine.Subscriptions.FindAsync(gone, CancellationToken.None))!.DisabledBy == DisabledBy.Gone,
            "it is disabled"
        );
        var entry = (await dispatching.Engine.Journal.ReadAsync("subscription-", CancellationToken.None))[^1];
        (entry.Type, entry.Actor).ShouldBe(("subscription_disabled", "delivery"));
        entry.Reason.ShouldContain("410 Gone");
        await dispatching.RaiseAsync("b");
        await dispatching.SettledAsync(other, 2);
        dispatching.Sender.All.Count(sent => sent.Notice.Subscription == gone).ShouldBe(1);

        dispatching.Sender.Answer = (_, _) => TestSender.Delivered;
        await dispatching.ChangeAsync(gone, new SubscriptionCommand.Enable());
        await dispatching.SettledAsync(gone, 2);
    }

    [Fact]
    public async Task Nothing_but_failures_for_five_days_disables_a_subscription()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        dispatching.Sender.Answer = (_, _) => TestSender.Failed("500");
        await using var dispatcher = dispatching.Start();

        for (var day = 0; day < 5; day++)
        {
            await dispatching.RaiseAsync($"a{day}");
            await dispatching.ComesAsync(
                async () => (await dispatching.ListAsync(id)).Any(delivery => delivery.Subject == $"a{day}" && delivery.Attempts > 0),
                $"day {day} failed"
            );
            (await dispatching.Engine.Subscriptions.FindAsync(id, CancellationToken.None))!.State.ShouldBe(SubscriptionState.Active);
            clock.Advance(TimeSpan.FromHours(24));
        }

        await dispatching.ComesAsync(
            async () => (await dispatching.Engine.Subscriptions.FindAsync(id, CancellationToken.None))!.DisabledBy == DisabledBy.Failing,
            "it is disabled"
        );
    }

    [Fact]
    public async Task A_receiver_that_asks_for_more_time_gets_it()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        dispatching.Sender.Answer = (_, _) => TestSender.Failed("429", TimeSpan.FromHours(1));
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a");

        (await FailedAsync(dispatching, id, 1)).NextAt.ShouldBe(clock.GetCurrentInstant() + Duration.FromHours(1));
    }

    [Fact]
    public async Task What_a_sender_should_not_have_thrown_is_a_failure_of_that_delivery()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        dispatching.Sender.Answer = (sent, _) => sent.Alert == "a" ? throw new InvalidOperationException("a fault\u0000 of its own") : TestSender.Delivered;
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a", "b");

        await dispatching.SettledAsync(id, 1);
        (await FailedAsync(dispatching, id, 1)).Status.ShouldBe("InvalidOperationException: a fault  of its own");
    }

    [Fact]
    public async Task What_is_sent_is_the_change_as_it_was_with_every_secret_that_holds()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        await dispatching.Engine.Subscriptions.RotateAsync(
            id,
            secret: null,
            SubscriptionStore.Overlap,
            new("ada", "in time"),
            expected: null,
            CancellationToken.None
        );
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a");
        await dispatching.SettledAsync(id, 1);

        var sent = dispatching.Sender.All.ShouldHaveSingleItem();

        sent.Secrets.ShouldBe(await dispatching.Engine.Subscriptions.SecretsAsync(id, CancellationToken.None));
        sent.Secrets.Count.ShouldBe(2);
        sent.Notice.Workspace.ShouldBe(dispatching.Engine.Workspace.Name);
        sent.Notice.Id.ShouldBe(OutboxEntry.IdOf(sent.Notice.Workspace, id, sent.Notice.Change.Position));
        sent.Notice.Id.ShouldNotContain('.');
        (sent.Notice.Change.Type, sent.Notice.Change.Version.Value, sent.Notice.Change.Alert.Campaign).ShouldBe(("alert_raised", 1L, "spring"));
    }

    private static IReadOnlyList<Sent> Attempts(Dispatching dispatching) => [.. dispatching.Sender.All.Where(sent => sent.Alert == "a")];

    /// <summary>The alert's delivery, once so many attempts of it have failed.</summary>
    private static async Task<OutboxEntry> FailedAsync(Dispatching dispatching, string id, int attempts)
    {
        OutboxEntry? found = null;
        await dispatching.ComesAsync(
            async () => (found = (await dispatching.ListAsync(id)).FirstOrDefault(delivery => delivery.Subject == "a")) is { } one && one.Attempts == attempts,
            $"attempt {attempts} failed"
        );
        return found!;
    }
}
