using System.Diagnostics;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>Where a subscription's deliveries go. What is secret of it (signing keys, passwords) is kept apart and never in the journal.</summary>
public abstract record Sink
{
    private Sink() { }

    /// <summary>The name of its kind, stored and outside.</summary>
    public string Kind =>
        this switch
        {
            Webhook => "webhook",
            Slack => "slack",
            Smtp => "smtp",
            Alertmanager => "alertmanager",
            RabbitMq => "rabbitmq",
            _ => throw new UnreachableException(),
        };

    /// <summary>Whether people read what comes there, so that quotes of customers may go along.</summary>
    public bool TakesQuotes => this is Smtp or Slack;

    /// <summary>HTTP by Standard Webhooks 1.0.0 with a CloudEvents 1.0 body; its secrets are the signing keys (<c>whsec_...</c>), the newest first.</summary>
    public sealed record Webhook(Uri Url) : Sink;

    /// <summary>An incoming webhook that takes Slack's <c>{"text": ...}</c>. Who knows its URL may post, so the URL's path and query are its secret.</summary>
    public sealed record Slack(Uri Url) : Sink;

    /// <summary>Mail. <paramref name="Server"/> is smtp://[user@]host[:port] or smtps://...; its secret is the password, if there is a user.</summary>
    public sealed record Smtp(Uri Server, string From, IReadOnlyList<string> To) : Sink;

    /// <summary>Prometheus Alertmanager, API v2; the URL is its root.</summary>
    public sealed record Alertmanager(Uri Url) : Sink;

    /// <summary>RabbitMQ with publisher confirms. <paramref name="Server"/> is amqp[s]://[user@]host[:port][/vhost]; its secret is the password.</summary>
    public sealed record RabbitMq(Uri Server, string Exchange, string RoutingKey) : Sink;
}
