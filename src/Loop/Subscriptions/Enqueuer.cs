using System.Collections.Frozen;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Brings what happened to alerts into the outbox, for each active subscription from where it stands. Any number of them may run: a change is put once.
/// A subscription that is disabled keeps its place, and the journal what it misses.
/// </summary>
public sealed class Enqueuer
{
    private const int AtOnce = 500;

    private readonly Database database;
    private readonly Workspace workspace;
    private readonly AlertStore alerts;
    private readonly Outbox outbox;
    private readonly TeamStore teams;

    /// <summary>The changes that were read last, which are delivered next.</summary>
    private volatile FrozenDictionary<Position, AlertChange> latest = FrozenDictionary<Position, AlertChange>.Empty;

    public Enqueuer(Database database, Workspace workspace, AlertStore alerts, Outbox outbox, TeamStore teams) =>
        (this.database, this.workspace, this.alerts, this.outbox, this.teams) = (database, workspace, alerts, outbox, teams);

    /// <summary>Puts everything there is. Returns how many deliveries were put by this call.</summary>
    public async Task<int> CatchUpAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken cancel)
    {
        var active = subscriptions
            .Where(one => one is { State: SubscriptionState.Active, Filter: not null })
            .ToDictionary(one => one.Id, StringComparer.Ordinal);
        if (active.Count == 0)
            return 0;

        // The head is read first: the changes up to it are all there when they are read.
        var head = (await HeadRow.ReadAsync(database, workspace, cancel)).Journal;
        var put = 0;
        foreach (
            var place in (await outbox.CheckpointsAsync(cancel))
                .Where(one => active.ContainsKey(one.Key) && one.Value < head)
                .GroupBy(one => one.Value, one => active[one.Key])
        )
            put += await CatchUpAsync([.. place], place.Key, head, cancel);
        return put;
    }

    /// <summary>
    /// The change of an alert at a position, with the alert as it stood then; null where the journal has none there. What was put just now is not read again.
    /// </summary>
    public async Task<AlertChange?> ChangeAsync(Position position, CancellationToken cancel) =>
        latest.GetValueOrDefault(position)
        ?? (await alerts.ChangesAsync(position.Previous, limit: 1, cancel)).FirstOrDefault(change => change.Position == position);

    /// <summary>
    /// Of each active subscription to alerts that does not have everything in the outbox: when the first change of an alert was recorded that is not there. A
    /// server that runs brings it there within a second.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Instant>> BehindSinceAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken cancel)
    {
        var places = await outbox.CheckpointsAsync(cancel);
        var behind = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var one in subscriptions.Where(one => one is { State: SubscriptionState.Active, Filter: not null } && places.ContainsKey(one.Id)))
        {
            if ((await alerts.ChangesAsync(places[one.Id], limit: 1, cancel)).FirstOrDefault() is { } first)
                behind.Add(one.Id, Instant.FromUnixTimeTicks(first.RecordedAt * 10));
        }

        return behind;
    }

    /// <summary>The subscriptions all stand at one place, so the journal is read once for them.</summary>
    private async Task<int> CatchUpAsync(IReadOnlyList<Subscription> subscriptions, Position from, Position head, CancellationToken cancel)
    {
        var put = 0;
        while (from < head)
        {
            var (to, changes) = await NextAsync(from, head, cancel);
            var concerned = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
            foreach (var subscription in subscriptions)
                put += await outbox.PutAsync(subscription.Id, from, to, await WantedAsync(subscription.Filter!, changes, concerned, cancel), cancel);
            from = to;
        }

        return put;
    }

    /// <summary>The next changes, and the position up to which these are all there are.</summary>
    private async Task<(Position To, IReadOnlyList<AlertChange> Changes)> NextAsync(Position from, Position head, CancellationToken cancel)
    {
        var changes = await alerts.ChangesAsync(from, AtOnce, cancel);
        if (changes.Count == 0)
            return (head, []);
        latest = changes.Where(change => change.Alert.SilencedBy is null).ToFrozenDictionary(change => change.Position);
        return (
            changes.Count == AtOnce ? changes[^1].Position
            : changes[^1].Position > head ? changes[^1].Position
            : head,
            changes
        );
    }

    private async Task<IReadOnlyList<AlertChange>> WantedAsync(
        AlertFilter filter,
        IReadOnlyList<AlertChange> changes,
        Dictionary<string, IReadOnlySet<string>> concerned,
        CancellationToken cancel
    )
    {
        var wanted = new List<AlertChange>();
        foreach (var change in changes.Where(filter.WantsApartFromTeams))
        {
            IReadOnlySet<string> concerns = new HashSet<string>(StringComparer.Ordinal);
            if (filter.Teams.Count > 0 && !concerned.TryGetValue(change.Alert.Id, out concerns!))
                concerned.Add(change.Alert.Id, concerns = await teams.ConcernedAsync(change.Alert, cancel));
            if (filter.Wants(change, concerns))
                wanted.Add(change);
        }

        return wanted;
    }
}
