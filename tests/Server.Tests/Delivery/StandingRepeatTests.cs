namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Alertmanager is told every minute of what stands open, for it forgets.</summary>
public sealed class StandingRepeatTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task What_stands_open_is_repeated_every_minute_until_it_is_resolved_and_to_nobody_else()
    {
        var dispatching = await space.NewAsync(clock);
        var (forgetful, webhook) = (await dispatching.AddAsync(new Sink.Alertmanager(new Uri("https://example.org"))), await dispatching.AddAsync());
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a", "b");
        await dispatching.SettledAsync(forgetful, 2);

        for (var minute = 1; minute <= 3; minute++)
        {
            clock.Advance(StandingRepeat.Interval.ToTimeSpan());
            await dispatching.ComesAsync(() => Repeated("a") == minute && Repeated("b") == minute, $"both are repeated in minute {minute}");
        }

        await dispatching.ResolveAsync("a");
        await dispatching.SettledAsync(forgetful, 3);
        clock.Advance(StandingRepeat.Interval.ToTimeSpan());
        await dispatching.ComesAsync(() => Repeated("b") == 4, "the other one is repeated still");

        Repeated("a").ShouldBe(3);
        await dispatching.SettledAsync(webhook, 3);
        dispatching.Sender.All.Where(sent => sent.Notice.Subscription == webhook).ShouldAllBe(sent => !sent.Notice.IsRepeated);
        (await dispatching.ListAsync(forgetful)).Count.ShouldBe(3, "a repetition is no delivery");

        int Repeated(string alert) => dispatching.Sender.All.Count(sent => sent.Notice.IsRepeated && sent.Alert == alert);
    }

    [Fact]
    public async Task An_Alertmanager_that_starts_again_knows_what_stands_open_a_minute_later()
    {
        await using var daemon = new Daemon();
        using var http = new HttpClient();
        var (root, process, start) = await Alertmanager.StartAsync(daemon, http, prefix: "/");
        await using var senders = new Senders(Deliver.Here, clock);
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync(new Sink.Alertmanager(root));
        await using var dispatcher = dispatching.Start(senders);
        await dispatching.RaiseAsync("a");
        await dispatching.SettledAsync(id, 1);
        await daemon.UntilAsync(async () => (await Alertmanager.AlertsAsync(http, root)).GetArrayLength() == 1, "the alert");

        await daemon.StopAsync(process);
        await start();
        (await Alertmanager.AlertsAsync(http, root)).GetArrayLength().ShouldBe(0, "it forgot");
        clock.Advance(StandingRepeat.Interval.ToTimeSpan());
        await dispatching.ComesAsync(async () => (await Alertmanager.AlertsAsync(http, root)).GetArrayLength() == 1, "it was told again");

        var alert = (await Alertmanager.AlertsAsync(http, root))[0];
        alert.GetProperty("labels").GetProperty("alert").GetString().ShouldBe("a");
        (Alertmanager.Time(alert, "endsAt") - clock.GetUtcNow()).ShouldBeLessThanOrEqualTo(StandingRepeat.Hold.ToTimeSpan());
    }
}
