using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>The workspace's subscriptions, removed ones too. None is ever due.</summary>
internal sealed class SubscriptionBoard : Board<Subscription>
{
    public override string Name => "subscriptions";

    public override string Prefix => "subscription-";

    public override Subscription Fold(Subscription? before, JournalEntry entry) =>
        Subscription.Evolve(entry.Stream[Prefix.Length..], before, SubscriptionEvents.Read(entry));

    public override Subscription Read(BoardRow row)
    {
        var kept = SubscriptionForms.Stored.Read<KeptSubscription>(row.Data);
        return new(
            row.Id,
            row.Version,
            kept.Sink.Read(),
            kept.Filter?.Read(),
            Enum.Parse<SubscriptionState>(row.State, ignoreCase: true),
            kept.DisabledBy is { } by ? Enum.Parse<DisabledBy>(by, ignoreCase: true) : null
        )
        {
            Quotes = kept.Quotes,
            Every = StoredAddition.Rhythm(kept.Every),
        };
    }

    protected override JsonElement Write(Subscription state) =>
        SubscriptionForms.Stored.Element(
            new KeptSubscription(
                StoredSink.Of(state.Sink),
                state.Filter is { } filter ? StoredFilter.Of(filter) : null,
                state.DisabledBy?.ToString().ToLowerInvariant(),
                state.Quotes,
                state.Every is { } every ? Rhythms.NameOf(every) : null
            )
        );

    protected override string StateOf(Subscription state) => state.State.ToString().ToLowerInvariant();

    protected override Instant? DueOf(Subscription state) => null;
}

/// <summary>A subscription as its board keeps it; id, version and state stand in the row.</summary>
internal sealed record KeptSubscription(
    StoredSink Sink,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StoredFilter? Filter,
    string? DisabledBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Quotes = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Every = null
);
