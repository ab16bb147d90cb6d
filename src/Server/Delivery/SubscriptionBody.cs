using System.ComponentModel;
using System.Text.Json.Serialization;

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
    [property: Description("alerts (by default), or checkpoints: the signed heads of the log, which need no filter and are not for Alertmanager.")]
        string? Topic = null,
    FilterBody? Filter = null,
    [property: Description("All changes there ever were, too.")] bool FromStart = false,
    [property: Description(
        "Of smtp and slack: a raised alert comes with up to three quotes of what customers wrote. It needs the scope voices, and each sending is recorded."
    )]
        bool Quotes = false,
    [property: Description("A webhook's signing key (made where none is given), or a server's password.")] string? Secret = null,
    [property: Description("Why, for the journal.")] string? Reason = null
)
{
    /// <summary>What it wants: changes of alerts by its filter, or null for the log's checkpoints.</summary>
    public AlertFilter? Wanted() =>
        Topic switch
        {
            null or SubscriptionView.Alerts => Filter?.Read() ?? AlertFilter.Everything,
            SubscriptionView.Checkpoints when Filter is null => null,
            SubscriptionView.Checkpoints => throw new RefusedException(
                "invalid_filter",
                "A filter chooses among changes of alerts; leave it out for checkpoints.",
                "/filter"
            ),
            var other => throw new RefusedException(
                "invalid_topic",
                KnownNames.Refusal("topic", other, [SubscriptionView.Alerts, SubscriptionView.Checkpoints]),
                "/topic"
            ),
        };
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
