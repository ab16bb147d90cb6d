namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>A silence keeps news back, but leaves nobody believing what is not so any more.</summary>
public sealed class SilencedDeliveryTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_is_resolved_during_a_silence_is_told_to_whom_it_was_told_that_it_is_open()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a");
        await dispatching.SettledAsync(id, 1);
        await dispatching.SilenceAsync(TimeSpan.FromHours(1));

        await dispatching.RaiseAsync("a", "b");
        await dispatching.ResolveAsync("b");
        await dispatching.ResolveAsync("a");
        await dispatching.SettledAsync(id, 2);

        dispatching.Sender.All.Select(sent => (sent.Alert, sent.Notice.Change.Type)).ShouldBe([("a", "alert_raised"), ("a", "alert_resolved")]);
        (await dispatching.ListAsync(id, DeliveryState.Dropped)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_still_fires_when_a_silence_ends_is_told_then_and_what_is_over_is_not()
    {
        var dispatching = await space.NewAsync(clock);
        var id = await dispatching.AddAsync();
        await dispatching.SilenceAsync(TimeSpan.FromHours(1));
        await using var dispatcher = dispatching.Start();
        await dispatching.RaiseAsync("a", "b", "a");
        await dispatching.ResolveAsync("b");
        await dispatching.ComesAsync(async () => (await dispatching.ListAsync(id, DeliveryState.Dropped)).Count == 4, "all is kept back");
        dispatching.Sender.All.ShouldBeEmpty();

        clock.Advance(TimeSpan.FromHours(1));
        await dispatching.SettledAsync(id, 1);
        await dispatching.RaiseAsync("c");
        await dispatching.SettledAsync(id, 2);

        dispatching.Sender.All.Select(sent => (sent.Alert, sent.Notice.Change.Type)).ShouldBe([("a", "alert_raised"), ("c", "alert_raised")]);
        (await dispatching.Engine.Outbox.HeldAsync(id, CancellationToken.None)).ShouldBeEmpty();
    }
}
