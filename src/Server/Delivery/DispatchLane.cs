using System.Collections.Concurrent;
using CustomerPerformanceTracker.Tracker;
using CustomerPerformanceTracker.Tracker.Subscriptions;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>The attempts of one subscription that run side by side, of one subject one at a time. An endpoint that hangs holds these, and no others.</summary>
internal sealed class DispatchLane(Engine engine, Attempts attempts, TimeProvider clock, Pulse ended)
{
    private const int Most = 4;

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    public IEnumerable<Task> Running => running.Values;

    /// <summary>Starts what is due and has room. Returns when the next one will be due, where that is known and there is room for it.</summary>
    public async Task<DateTimeOffset?> FillAsync(Subscription subscription, CancellationToken cancel, CancellationToken abort)
    {
        var busy = running.Keys.ToArray();
        if (busy.Length >= Most)
            return null;
        foreach (var delivery in await engine.Outbox.NextAsync(subscription.Id, busy, Most - busy.Length, cancel))
        {
            if (delivery.NextAt > clock.GetUtcNow())
                return delivery.NextAt;
            Start(subscription, delivery, abort);
        }

        return null;
    }

    private void Start(Subscription subscription, OutboxEntry delivery, CancellationToken abort)
    {
        var begin = new TaskCompletionSource();
        running[delivery.Subject] = Task.Run(async () =>
        {
            await begin.Task;
            await attempts.MakeAsync(subscription, delivery, abort);

            // What the attempt came to is written by now, so whoever looks next sees it.
            running.TryRemove(delivery.Subject, out _);
            ended.Beat();
        }, CancellationToken.None);
        begin.SetResult();
    }
}
