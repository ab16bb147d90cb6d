namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>
/// Several servers, servers that die between sending and writing it down, and sessions that end: every change arrives, and a repetition bears the same id.
/// </summary>
public sealed class DispatchLeaseTests(DispatchSpace space) : IClassFixture<DispatchSpace>
{
    private const int Deaths = 20;

    [Fact]
    public async Task Of_two_servers_one_sends_and_each_change_once()
    {
        var dispatching = await space.NewAsync(TimeProvider.System);
        var id = await dispatching.AddAsync();
        await using var one = dispatching.Start();
        await using var other = dispatching.Start(of: await dispatching.AgainAsync());

        for (var i = 0; i < 40; i++)
            await dispatching.RaiseAsync($"a{i}");
        await dispatching.SettledAsync(id, 40);

        dispatching.Sender.All.Count.ShouldBe(40);
        (await dispatching.EndLeasesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_lost_its_lease_stops_sending_and_another_goes_on()
    {
        var dispatching = await space.NewAsync(TimeProvider.System);
        var id = await dispatching.AddAsync();
        var stopped = new TaskCompletionSource();
        var first = new TestSender(TimeProvider.System) { Answer = HangAsync };
        await using var one = dispatching.Start(first);
        await dispatching.RaiseAsync("a");
        await dispatching.ComesAsync(() => first.All.Count == 1, "the first one sends");
        await using var other = dispatching.Start(of: await dispatching.AgainAsync());

        // The second waits; then the first one's session ends, as when it lost its network or the database restarted.
        await dispatching.EndLeasesAsync();
        await stopped.Task.WaitAsync(Patience.Limit);
        first.Answer = (_, _) => TestSender.Delivered;

        await dispatching.SettledAsync(id, 1);
        first.All.Concat(dispatching.Sender.All).Select(sent => sent.Notice.Id).Distinct().ShouldHaveSingleItem();

        async Task<SendOutcome> HangAsync(Sent sent, CancellationToken cancel)
        {
            await using var _ = cancel.Register(stopped.SetResult);
            return await TestSender.Hang(cancel);
        }
    }

    [Fact]
    public async Task What_was_sent_by_a_server_that_died_before_it_wrote_so_is_sent_again_under_the_same_id()
    {
        var dispatching = await space.NewAsync(TimeProvider.System);
        var id = await dispatching.AddAsync();
        for (var death = 0; death < Deaths; death++)
        {
            await dispatching.RaiseAsync($"a{death}", $"b{death}");
            var dying = new TestSender(TimeProvider.System);
            dying.Answer = (sent, cancel) => Dies(sent, cancel, death);
            await using (dispatching.Start(dying))
            {
                await dispatching.ComesAsync(() => dying.All.Any(sent => sent.Alert == $"a{death}"), $"a{death} is sent");
                (await dispatching.EndLeasesAsync()).ShouldBe(1);
                (await dispatching.ListAsync(id, DeliveryState.Pending)).ShouldContain(delivery => delivery.Subject == $"a{death}");
            }

            foreach (var sent in dying.All)
                await dispatching.Sender.SendAsync(sent.Sink, sent.Secrets, sent.Notice, CancellationToken.None);
        }

        await using var lives = dispatching.Start();
        await dispatching.SettledAsync(id, 2 * Deaths);

        var arrived = dispatching.Sender.All.ToLookup(sent => sent.Alert, sent => sent.Notice.Id);
        arrived.Count.ShouldBe(2 * Deaths);
        arrived.ShouldAllBe(alert => alert.Distinct().Count() == 1);
        Enumerable.Range(0, Deaths).ShouldAllBe(death => arrived[$"a{death}"].Count() >= 2, "each of them was sent by a server that died");

        // Received, and then nothing more of this server.
        static Task<SendOutcome> Dies(Sent sent, CancellationToken cancel, int death) =>
            sent.Alert == $"a{death}" ? TestSender.Hang(cancel) : TestSender.Delivered;
    }
}
