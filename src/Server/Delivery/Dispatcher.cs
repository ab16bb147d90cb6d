using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// Puts what happened to alerts, and the digests that are due, into the outbox and sends what is due. At least once: an attempt's end is written after it,
/// so one whose server died in between is made again, under the same id. In order for each alert of a subscription, and for its checkpoints: a later one
/// waits until an earlier one is delivered or given up. What a silence kept back is sent when the silence is over, where the alert is not; what a receiver
/// forgets is repeated (<see cref="StandingRepeat"/>). Subscriptions do not wait for one another: each has its own <see cref="DispatchLane"/>. Of the
/// servers of a workspace the one with the <see cref="DispatchLease"/> dispatches.
/// </summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Without any subscription the database is not asked but when something was recorded, and now and then.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <summary>How long attempts may go on when the server is asked to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Engine engine;
    private readonly Pulse recorded;
    private readonly Attempts attempts;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Pulse ended = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    /// <param name="recorded">Beats when something may have been recorded.</param>
    /// <param name="random">What the waits between attempts are spread by.</param>
    /// <param name="paper">How people see digests; null: as text alone.</param>
    public Dispatcher(Engine engine, Pulse recorded, ISender sender, TimeProvider clock, Random random, ILogger logger, IDigestPaper? paper = null)
    {
        (this.engine, this.recorded, this.clock, this.logger) = (engine, recorded, clock, logger);
        attempts = new Attempts(engine, sender, clock, random, logger, paper);
        running = Task.Run(RunAsync);
    }

    /// <summary>Lets the attempts that run come to their end for a while, then breaks them off.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var beat = recorded.Next;
            try
            {
                var isNeeded = (await engine.Subscriptions.ListAsync(stop.Token)).Any(IsActive);
                await using var lease = isNeeded ? await DispatchLease.TryTakeAsync(engine.Database, engine.Workspace, stop.Token) : null;
                if (lease is null)
                    await Task.WhenAny(isNeeded ? Task.Delay(Poll, clock, stop.Token) : Task.WhenAny(beat, Task.Delay(Idle, clock, stop.Token)));
                else
                    await DispatchAsync(lease);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.DispatchFailed(engine.Workspace.Name, e);
                await stop.Token.WaitAsync(Poll);
            }
        }
    }

    /// <summary>Dispatches until the lease is lost, nobody wants anything, or the server stops.</summary>
    private async Task DispatchAsync(DispatchLease lease)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);
        using var going = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost, stop.Token);
        var lanes = new Dictionary<string, DispatchLane>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                var (beat, end) = (recorded.Next, ended.Next);
                var subscriptions = await engine.Subscriptions.ListAsync(going.Token);
                if (!subscriptions.Any(IsActive))
                    return;
                await engine.Enqueuer.CatchUpAsync(subscriptions, going.Token);
                await engine.DigestPost.PutDueAsync(subscriptions, going.Token);
                foreach (var subscription in subscriptions.Where(IsActive))
                    await engine.Standing.ReleaseAsync(subscription, going.Token);
                var wait = Poll;
                foreach (var subscription in subscriptions.Where(IsActive))
                {
                    if (!lanes.TryGetValue(subscription.Id, out var lane))
                        lanes.Add(
                            subscription.Id,
                            lane = new DispatchLane(engine, attempts, new StandingRepeat(engine, attempts, clock, logger), clock, ended)
                        );
                    if (
                        await lane.FillAsync(subscription, going.Token, abort.Token) is { } due
                        && (due - clock.GetCurrentInstant()).ToTimeSpan() is var until
                        && until < wait
                    )
                        wait = until;
                }

                using var woken = CancellationTokenSource.CreateLinkedTokenSource(going.Token);
                await Task.WhenAny(beat, end, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, clock, woken.Token));
                await woken.CancelAsync();
                going.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            logger.DispatchLeaseLost(engine.Workspace.Name);
        }
        finally
        {
            await EndAsync(lanes.Values, abort);
        }
    }

    private async Task EndAsync(IEnumerable<DispatchLane> lanes, CancellationTokenSource abort)
    {
        var open = Task.WhenAll(lanes.SelectMany(lane => lane.Running));
        using var patience = new CancellationTokenSource(Grace, clock);
        await using var end = patience.Token.Register(abort.Cancel);
        await open;
    }

    private static bool IsActive(Subscription subscription) => subscription.State == SubscriptionState.Active;
}
