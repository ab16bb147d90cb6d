using System.ComponentModel;
using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Where to. Each kind has members of its own, and takes no other's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Webhook), "webhook")]
[JsonDerivedType(typeof(Slack), "slack")]
[JsonDerivedType(typeof(Smtp), "smtp")]
[JsonDerivedType(typeof(Alertmanager), "alertmanager")]
[JsonDerivedType(typeof(RabbitMq), "rabbitmq")]
internal abstract record SinkBody
{
    private SinkBody() { }

    /// <exception cref="RefusedException">An address is none.</exception>
    public abstract Sink Read();

    public sealed record Webhook(string Url) : SinkBody
    {
        public override Sink Read() => new Sink.Webhook(SinkAddress.Parse(Url));
    }

    public sealed record Slack(string Url) : SinkBody
    {
        public override Sink Read() => new Sink.Slack(SinkAddress.Parse(Url));
    }

    public sealed record Smtp([property: Description("smtp[s]://[user@]host[:port]")] string Server, string From, IReadOnlyList<string> To) : SinkBody
    {
        public override Sink Read() => new Sink.Smtp(SinkAddress.Parse(Server), From, To);
    }

    public sealed record Alertmanager([property: Description("Its root.")] string Url) : SinkBody
    {
        public override Sink Read() => new Sink.Alertmanager(SinkAddress.Parse(Url));
    }

    public sealed record RabbitMq([property: Description("amqp[s]://[user@]host[:port]")] string Server, string Exchange, string RoutingKey) : SinkBody
    {
        public override Sink Read() => new Sink.RabbitMq(SinkAddress.Parse(Server), Exchange, RoutingKey);
    }
}

/// <summary>Which changes of alerts are wanted. A list that is empty or left out wants all.</summary>
internal sealed record FilterBody(
    IReadOnlyList<string>? Policies = null,
    [property: Description("Names, or beginnings of names with * behind them.")] IReadOnlyList<string>? Campaigns = null,
    [property: Description("divergence, silence.")] IReadOnlyList<string>? Kinds = null,
    [property: Description("critical, warning, note.")] IReadOnlyList<string>? Severities = null,
    IReadOnlyList<string>? Teams = null,
    [property: Description("Such as raised or resolved.")] IReadOnlyList<string>? Changes = null
)
{
    public AlertFilter Read() => new(Policies ?? [], Campaigns ?? [], Kinds ?? [], Severities ?? [], Teams ?? [], Changes ?? []);
}

/// <summary>A subscription to be added.</summary>
internal sealed record NewSubscription(
    SinkBody Sink,
    [property: Description(
        "alerts (by default); checkpoints: the signed heads of the log; or digests: what is sure and new, each day or week. The last two need no filter and "
            + "are not for Alertmanager."
    )]
        string? Topic = null,
    FilterBody? Filter = null,
    [property: Description("All changes there ever were, too.")] bool FromStart = false,
    [property: Description(
        "Of smtp and slack: a raised alert comes with up to three quotes of what customers wrote. It needs the scope voices, and each sending is recorded."
    )]
        bool Quotes = false,
    [property: Description("A webhook's signing key (made where none is given), or a server's password.")] string? Secret = null,
    [property: Description("Why, for the journal.")] string? Reason = null,
    [property: Description("Of digests: daily or weekly (on Mondays), at six in the morning by the workspace's zone.")] string? Every = null
)
{
    /// <exception cref="RefusedException">The topic is none, or a member belongs to another topic.</exception>
    public SubscriptionCommand.Add Wanted()
    {
        var wanted = new SubscriptionCommand.Add(Sink.Read(), Filter: null, FromStart, Quotes);
        if (Every is not null && Topic != SubscriptionView.Digests)
            throw new RefusedException(
                "invalid_rhythm",
                $"'every' is of digests alone; leave 'every' out, or take the topic {SubscriptionView.Digests}.",
                "/every"
            );
        if (Filter is not null && Topic is SubscriptionView.Checkpoints or SubscriptionView.Digests)
            throw new RefusedException("invalid_filter", $"A filter chooses among changes of alerts; leave it out for {Topic}.", "/filter");
        return Topic switch
        {
            null or SubscriptionView.Alerts => wanted with { Filter = Filter?.Read() ?? AlertFilter.Everything },
            SubscriptionView.Checkpoints => wanted,
            SubscriptionView.Digests => wanted with { Every = Rhythms.Read(Every ?? Rhythms.NameOf(Rhythm.Daily)) },
            var other => throw new RefusedException("invalid_topic", KnownNames.Refusal("topic", other, SubscriptionView.Topics), "/topic"),
        };
    }
}

/// <summary>The whole new filter, and why.</summary>
internal sealed record SubscriptionChange(FilterBody Filter, [property: Description("Why, for the journal.")] string? Reason = null);

internal sealed record SecretRotation(
    [property: Description("The new one; a webhook's is made where none is given.")] string? Secret = null,
    [property: Description("How long the one before holds beside it, 24 by default.")] double? OverlapHours = null,
    [property: Description("Why, for the journal.")] string? Reason = null
)
{
    private const int MostHours = 24 * 365;

    public Duration Overlap() =>
        OverlapHours switch
        {
            null => SubscriptionStore.Overlap,
            >= 0 and <= MostHours => Duration.FromHours(OverlapHours.Value),
            _ => throw new RefusedException("invalid_overlap", $"'overlapHours' is a number of hours from 0 to {MostHours}.", "/overlapHours"),
        };
}

internal sealed record Why([property: Description("Why, for the journal.")] string? Reason = null);
