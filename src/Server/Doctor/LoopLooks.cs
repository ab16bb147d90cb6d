using static CustomerPerformanceTracker.Server.Doctor.Looking;

namespace CustomerPerformanceTracker.Server.Doctor;

/// <summary>Looks at deliveries and at keys.</summary>
internal sealed class LoopLooks(Engine engine, TimeProvider clock, Instant now)
{
    public const string Deliveries = "deliveries";
    public const string Keys = "keys";

    /// <summary>A server attempts a delivery within a second of its time.</summary>
    private static readonly Duration AttemptedWithin = Duration.FromMinutes(1);

    private static readonly Duration ExpiresSoon = Duration.FromDays(14);

    public async Task<IEnumerable<DoctorFindingView>> DeliveriesAsync(CancellationToken cancel)
    {
        var (all, counts) = (await engine.Subscriptions.ListAsync(cancel), await engine.Outbox.CountsAsync(cancel));
        var behind = await engine.Enqueuer.BehindSinceAsync(all, cancel);
        var found = new List<DoctorFindingView>();
        foreach (var subscription in all.Where(one => one.State != SubscriptionState.Removed))
        {
            var first = (await engine.Outbox.NextAsync(subscription.Id, [], 1, cancel)).FirstOrDefault();
            Instant? untold = behind.TryGetValue(subscription.Id, out var since) ? since : null;
            found.Add(Of(subscription, counts.GetValueOrDefault(subscription.Id) ?? new DeliveryCounts(0, 0, 0, 0, FailingSince: null), first, untold));
        }

        return found.Count > 0 ? found : [Well(Deliveries, "nobody is subscribed", 0)];
    }

    public async Task<IEnumerable<DoctorFindingView>> KeysAsync(CancellationToken cancel)
    {
        var valid = (await new KeyStore(engine.Database, clock).ListAsync(engine.Workspace.Name, cancel)).Where(key => key.IsValidAt(now)).ToArray();
        var soon = valid.Where(key => key.ExpiresAt - now < ExpiresSoon).ToArray();
        return soon.Length == 0
            ? [Well(Keys, valid.Length == 0 ? "no valid key" : $"{Count(valid.Length, "valid key")}, none expires within {ExpiresSoon.Days} days", 0)]
            : soon.Select(key =>
                Attention(
                    Keys,
                    $"the key of {key.Person} expires at {Time(key.ExpiresAt!.Value)}",
                    $"cpt keys create {string.Join(' ', key.Scopes.Select(scope => $"--scope {KeyScopes.NameOf(scope)}"))} --person \"{key.Person}\"",
                    soon.Length,
                    key.Id
                )
            );
    }

    private DoctorFindingView Of(Subscription subscription, DeliveryCounts counts, OutboxEntry? first, Instant? untold)
    {
        var (id, figure) = (subscription.Id, $"{counts.Delivered} delivered, {counts.Pending} pending, {counts.Dead} dead, {counts.Dropped} dropped");
        return (subscription, counts) switch
        {
            ({ State: SubscriptionState.Disabled, DisabledBy: DisabledBy.Hand }, _) => Well(Deliveries, $"disabled; {figure}", counts.Pending, id),
            ({ State: SubscriptionState.Disabled }, _) => Attention(
                Deliveries,
                $"disabled {(subscription.DisabledBy == DisabledBy.Gone ? "because the receiver wants no more" : "after days of failures only")}; {figure}",
                $"cpt subscriptions enable {id} --reason \"mended\"",
                counts.Pending,
                id
            ),
            (_, { FailingSince: { } since }) => Attention(
                Deliveries,
                $"nothing but failures since {Time(since)}; {figure}{(first?.Status is { } why ? $"; {why}" : "")}",
                $"cpt subscriptions test {id}",
                counts.Pending + counts.Dead,
                id
            ),
            _ when first?.NextAt < now - AttemptedWithin => Attention(
                Deliveries,
                $"no server delivers, or it falls behind: the next attempt was due at {Time(first.NextAt.Value)}; {figure}",
                "cpt serve",
                counts.Pending,
                id
            ),
            _ when untold < now - AttemptedWithin => Attention(
                Deliveries,
                $"no server delivers, or it falls behind: changes of alerts since {Time(untold.Value)} are not in the outbox; {figure}",
                "cpt serve",
                counts.Pending,
                id
            ),
            (_, { Dead: > 0 }) => Attention(
                Deliveries,
                figure,
                $"cpt subscriptions deliveries {id} --state dead; cpt subscriptions redeliver {id} DELIVERY",
                counts.Dead,
                id
            ),
            _ => Well(Deliveries, figure, counts.Pending, id),
        };
    }
}
