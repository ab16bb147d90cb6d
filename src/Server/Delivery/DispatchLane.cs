using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// The attempts of one subscription that run side by side, of one subject one at a time. An endpoint that hangs holds these, and no others. What stands is
/// repeated while no attempt runs, so that a repetition that is late never overtakes the word that an alert is over.
/// </summary>
internal sealed class DispatchLane(Engine engine, Attempts attempts, StandingRepeat repeat, TimeProvider clock, Pulse ended)
{
    private const int Most = 4;

    /// <summary>What a repetition runs as; no alert is called so.</summary>
    private const string Standing = "";

    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);

    public IEnumerable<Task> Running => running.Values;

    /// <summary>Starts what is due and has room. Returns when the next one will be due, where that is known and there is room for it.</summary>
    public async Task<Instant?> FillAsync(Subscription subscription, CancellationToken cancel, CancellationToken abort)
    {
        var busy = running.Keys.ToArray();
        var isDue = repeat.IsDue(subscription);
        if (isDue && busy.Length == 0)
            Start(Standing, () => repeat.MakeAsync(subscription, abort));
        if (isDue || busy.Length >= Most || busy.Contains(Standing, StringComparer.Ordinal))
            return null;
        foreach (var delivery in await engine.Outbox.NextAsync(subscription.Id, busy, Most - busy.Length, cancel))
        {
            if (delivery.NextAt > clock.GetCurrentInstant())
                return delivery.NextAt;
            Start(delivery.Subject, () => attempts.MakeAsync(subscription, delivery, abort));
        }

        return null;
    }

    private void Start(string subject, Func<Task> run)
    {
        var begin = new TaskCompletionSource();
        running[subject] = Task.Run(
            async () =>
            {
                await begin.Task;
                await run();

                // What the attempt came to is written by now, so whoever looks next sees it.
                running.TryRemove(subject, out _);
                ended.Beat();
            },
            CancellationToken.None
        );
        begin.SetResult();
    }
}
