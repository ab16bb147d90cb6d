using System.Collections.Concurrent;
using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Puts the digests that are due into the outbox, one for each due day of a subscription, whoever does it. A server that did not run for some days puts the
/// newest alone, which begins where the last one ended.
/// </summary>
public sealed class DigestPost(CellReader cells, Workspace workspace, Outbox outbox, TimeProvider clock)
{
    private static readonly LocalDate First = new(1970, 1, 1);

    private readonly ConcurrentDictionary<string, LocalDate> put = new(StringComparer.Ordinal);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Returns how many were put by this call.</summary>
    public async Task<int> PutDueAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken cancel)
    {
        var count = 0;
        foreach (var subscription in subscriptions.Where(one => one.State == SubscriptionState.Active))
        {
            if (
                subscription.Every is not { } every
                || Rhythms.LastDue(every, clock.GetCurrentInstant(), zone) is var due && put.GetValueOrDefault(subscription.Id) >= due
            )
                continue;
            count += await outbox.PutAsync(subscription.Id, every, due, await cells.FoldedAsync(cancel), cancel);
            put[subscription.Id] = due;
        }

        return count;
    }

    /// <summary>The place of a day's digest among those of its subscription: the number of the day, from 1 January 1970.</summary>
    public static Position PositionOf(LocalDate day) => new(Period.DaysBetween(First, day));
}
