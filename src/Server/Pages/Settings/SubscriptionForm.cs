using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Settings;

/// <summary>What was typed to add a subscription, but for its secret, which no page gives back.</summary>
/// <param name="Kind">What it goes to: webhook, slack, smtp, alertmanager or rabbitmq.</param>
/// <param name="Address">The URL, or of mail and RabbitMQ the server.</param>
/// <param name="From">Of mail, the sender.</param>
/// <param name="To">Of mail, the receivers, parted by commas.</param>
/// <param name="Topic">alerts, or checkpoints.</param>
/// <param name="Campaigns">Names that are wanted, parted by commas; empty for all. Likewise severities.</param>
public sealed record SubscriptionForm(
    string Kind,
    string Address,
    string From,
    string To,
    string Exchange,
    string RoutingKey,
    string Topic,
    string Campaigns,
    string Severities,
    bool FromStart,
    bool Quotes,
    string Reason
)
{
    /// <summary>The kinds there are, with what a person calls them.</summary>
    internal static readonly IReadOnlyList<(string Kind, string What)> Kinds =
    [
        ("webhook", "webhook"),
        ("smtp", "mail"),
        ("slack", "Slack"),
        ("alertmanager", "Prometheus Alertmanager"),
        ("rabbitmq", "RabbitMQ"),
    ];

    public static readonly SubscriptionForm Empty = new("webhook", "", "", "", "", "", SubscriptionView.Alerts, "", "", FromStart: false, Quotes: false, "");

    internal static SubscriptionForm Of(HttpContext context)
    {
        return new(
            Text("kind"),
            Text("address"),
            Text("from"),
            Text("to"),
            Text("exchange"),
            Text("routingKey"),
            Text("topic"),
            Text("campaigns"),
            Text("severities"),
            Text("fromStart").Length > 0,
            Text("quotes").Length > 0,
            Text("reason")
        );

        string Text(string field) => Forms.Text(context, field);
    }

    /// <summary>The body of the API's command that the form stands for.</summary>
    /// <exception cref="RefusedException">The kind is none.</exception>
    internal NewSubscription Body(string secret) =>
        new(Sink(), Topic.Length == 0 ? null : Topic, Filter(), FromStart, Quotes, secret.Length == 0 ? null : secret, Reason);

    private SinkBody Sink() =>
        Kind switch
        {
            "webhook" => new SinkBody.Webhook(Address),
            "slack" => new SinkBody.Slack(Address),
            "smtp" => new SinkBody.Smtp(Address, From, Parts(To)),
            "alertmanager" => new SinkBody.Alertmanager(Address),
            "rabbitmq" => new SinkBody.RabbitMq(Address, Exchange, RoutingKey),
            _ => throw new RefusedException("invalid_sink", KnownNames.Refusal("kind", Kind, [.. Kinds.Select(one => one.Kind)])),
        };

    private FilterBody? Filter() => Campaigns.Length + Severities.Length == 0 ? null : new(Campaigns: Parts(Campaigns), Severities: Parts(Severities));

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
