using System.Diagnostics;
using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Loop.Subscriptions;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Where a subscription's deliveries go, without what is secret of the place. The kind says which of the other members there are.</summary>
/// <param name="Kind">webhook, slack, smtp, alertmanager or rabbitmq.</param>
/// <param name="Url">Of webhook, slack and alertmanager.</param>
/// <param name="Server">Of smtp and rabbitmq.</param>
public sealed record SinkView(
    string Kind,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Url = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Server = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? From = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? To = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Exchange = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? RoutingKey = null
)
{
    internal static SinkView Of(Sink sink) =>
        sink switch
        {
            Sink.Webhook hook => new(sink.Kind, Url: hook.Url.AbsoluteUri),
            Sink.Slack slack => new(sink.Kind, Url: slack.Url.AbsoluteUri),
            Sink.Alertmanager alertmanager => new(sink.Kind, Url: alertmanager.Url.AbsoluteUri),
            Sink.Smtp smtp => new(sink.Kind, Server: smtp.Server.AbsoluteUri, From: smtp.From, To: smtp.To),
            Sink.RabbitMq rabbit => new(sink.Kind, Server: rabbit.Server.AbsoluteUri, Exchange: rabbit.Exchange, RoutingKey: rabbit.RoutingKey),
            _ => throw new UnreachableException(),
        };
}

/// <summary>Which changes of alerts a subscription wants; an empty list wants all.</summary>
public sealed record FilterView(
    IReadOnlyList<string> Policies,
    IReadOnlyList<string> Campaigns,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Severities,
    IReadOnlyList<string> Teams,
    IReadOnlyList<string> Changes
);

/// <summary>What a silence or a filter matches as things stand.</summary>
public sealed record ReachView(
    string Told,
    bool Everything,
    int OpenAlerts,
    IReadOnlyList<string> Alerts,
    int Campaigns,
    IReadOnlyList<string> CampaignNames,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>How many of the alerts and campaigns are named.</summary>
    private const int Named = 5;

    public static ReachView? Of(AlertReach? reach) =>
        reach is null
            ? null
            : new(
                reach.Told,
                reach.IsEverything,
                reach.Open.Count,
                [.. reach.Open.Take(Named).Select(alert => alert.Id)],
                reach.Campaigns.Count,
                [.. reach.Campaigns.Take(Named)],
                reach.Unknown
            );
}

/// <summary>A subscription as it stands. The version is its ETag.</summary>
/// <param name="State">active, disabled or removed.</param>
/// <param name="DisabledBy">hand, gone or failing; null while the subscription is not disabled.</param>
/// <param name="Topic">alerts, checkpoints or digests.</param>
/// <param name="Filter">Left out where the topic is another than alerts.</param>
/// <param name="Quotes">True where notices hold quotes of what customers wrote; left out where they hold none.</param>
/// <param name="Every">Of digests: daily or weekly.</param>
public record SubscriptionView(
    string Id,
    long Version,
    string State,
    string? DisabledBy,
    SinkView Sink,
    string Topic,
    [property: JsonIgnore(Condition = WhenWritingNull)] FilterView? Filter,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Quotes,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Every = null
)
{
    /// <summary>The topic of a subscription that wants changes of alerts.</summary>
    public const string Alerts = "alerts";

    /// <summary>The topic of a subscription that wants the log's checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>The topic of a subscription that wants what is sure and new, each day or each week.</summary>
    public const string Digests = "digests";

    public static IReadOnlyList<string> Topics { get; } = [Alerts, Checkpoints, Digests];

    public static SubscriptionView Of(Subscription one) =>
        new(
            one.Id,
            one.Version.Value,
            one.State.ToString().ToLowerInvariant(),
            one.DisabledBy?.ToString().ToLowerInvariant(),
            SinkView.Of(one.Sink),
            one.Topic.ToString().ToLowerInvariant(),
            one.Filter is { } filter ? new(filter.Policies, filter.Campaigns, filter.Kinds, filter.Severities, filter.Teams, filter.Changes) : null,
            one.Quotes,
            one.Every is { } every ? Rhythms.NameOf(every) : null
        );
}

/// <summary>A subscription after a command: with a webhook's signing key where the command made one, and with what its filter matches as things
/// stand.</summary>
public sealed record ChangedSubscriptionView : SubscriptionView
{
    private ChangedSubscriptionView(SubscriptionView subscription)
        : base(subscription) { }

    /// <summary>A webhook's signing key, in the answer that made the key and in no other.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = WhenWritingNull)]
    public string? Secret { get; private init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = WhenWritingNull)]
    public ReachView? MatchesNow { get; private init; }

    public static ChangedSubscriptionView Of(Subscription one, string? secret, AlertReach? reach) =>
        new(SubscriptionView.Of(one)) { Secret = secret, MatchesNow = ReachView.Of(reach) };
}

/// <summary>How many deliveries of a subscription are in each state.</summary>
public sealed record DeliveryCountsView(long Pending, long Delivered, long Dead, long Dropped);

/// <summary>A subscription of a list, with the figures of its deliveries.</summary>
public sealed record SubscriptionRowView : SubscriptionView
{
    private static readonly DeliveryCounts None = new(0, 0, 0, 0, null);

    private SubscriptionRowView(SubscriptionView subscription)
        : base(subscription) { }

    [JsonPropertyOrder(1)]
    public required DeliveryCountsView Deliveries { get; init; }

    /// <summary>Since when there were nothing but failures; null where there were none since the last delivery.</summary>
    [JsonPropertyOrder(2)]
    public DateTimeOffset? FailingSince { get; private init; }

    internal static SubscriptionRowView Of(Subscription one, DeliveryCounts? counts)
    {
        counts ??= None;
        return new(SubscriptionView.Of(one))
        {
            Deliveries = new(counts.Pending, counts.Delivered, counts.Dead, counts.Dropped),
            FailingSince = counts.FailingSince?.ToDateTimeOffset(),
        };
    }
}

/// <summary>The subscriptions of a workspace.</summary>
public sealed record SubscriptionListView(IReadOnlyList<SubscriptionRowView> Subscriptions)
{
    public static SubscriptionListView Of(IReadOnlyList<Subscription> all, IReadOnlyDictionary<string, DeliveryCounts> counts) =>
        new([.. all.Select(one => SubscriptionRowView.Of(one, counts.GetValueOrDefault(one.Id)))]);
}

/// <summary>A delivery: of a change of an alert (<paramref name="Alert"/>, <paramref name="AlertVersion"/>), of a checkpoint or of a digest.</summary>
/// <param name="Checkpoint">Its number of seals.</param>
/// <param name="Digest">The seal by which it is read.</param>
public sealed record DeliveryView(
    string Id,
    string Subscription,
    long Position,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Alert,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? AlertVersion,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Checkpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Digest,
    string State,
    int Attempts,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? NextAt,
    string? Status,
    DateTimeOffset? DeliveredAt
)
{
    public static DeliveryView Of(OutboxEntry delivery)
    {
        var isAlert = delivery.Note is null;
        return new(
            delivery.Id,
            delivery.Subscription,
            delivery.Position.Value,
            isAlert ? delivery.Subject : null,
            isAlert ? delivery.Version.Value : null,
            delivery.Subject == OutboxEntry.OfCheckpoints ? delivery.Version.Value : null,
            delivery.Subject == OutboxEntry.OfDigests ? delivery.Version.Value : null,
            DeliveryStates.NameOf(delivery.State),
            delivery.Attempts,
            delivery.EnqueuedAt.ToDateTimeOffset(),
            delivery.NextAt?.ToDateTimeOffset(),
            delivery.Status,
            delivery.DeliveredAt?.ToDateTimeOffset()
        );
    }
}

/// <summary>Deliveries in the order of their changes, and the position to read on behind where there are more.</summary>
public sealed record DeliveryPageView(IReadOnlyList<DeliveryView> Deliveries, [property: JsonIgnore(Condition = WhenWritingNull)] long? Next)
{
    public static DeliveryPageView Of(IReadOnlyList<OutboxEntry> page, bool hasMore) =>
        new([.. page.Select(DeliveryView.Of)], hasMore ? page[^1].Position.Value : null);
}

/// <summary>What a test of a subscription came to.</summary>
public sealed record SubscriptionTestView(string Id, bool Delivered, string What);
