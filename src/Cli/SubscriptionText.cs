using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Loop.Subscriptions;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Subscriptions and deliveries as a person reads them in a terminal.</summary>
internal static class SubscriptionText
{
    private const int Indent = 14;
    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss'Z'");

    public static void WriteList(IReadOnlyList<Subscription> subscriptions, IReadOnlyDictionary<string, DeliveryCounts> counts)
    {
        foreach (var subscription in subscriptions)
        {
            Console.WriteLine(Line(subscription));
            if (counts.GetValueOrDefault(subscription.Id) is { } figures)
                Console.WriteLine(
                    Output.Paragraph(
                        $"{figures.Delivered} delivered, {figures.Pending} pending, {figures.Dead} "
                            + $"dead{(figures.FailingSince is { } since ? $"; nothing but failures since {Time(since)}" : "")}",
                        Indent
                    )
                );
        }
    }

    public static void WriteDeliveries(IReadOnlyList<OutboxEntry> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            var what = delivery.Note is null
                ? $"alert {delivery.Subject} change {delivery.Version} (position {delivery.Position})"
                : $"checkpoint of {delivery.Version} seals";
            Console.WriteLine($"{delivery.Id}  {DeliveryStates.NameOf(delivery.State)}  {what}");
            Console.WriteLine(Output.Paragraph($"{Became(delivery)}{(delivery.Status is null ? "" : $": {delivery.Status}")}", Indent));
        }
    }

    /// <summary>One subscription; with the signing key of a webhook where it was just made, alone on stdout for a person to pipe.</summary>
    public static void Print(ParseResult options, Subscription subscription, string? secret = null, AlertReach? reach = null)
    {
        var shown = subscription.Sink is Sink.Webhook ? secret : null;
        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(ChangedSubscriptionView.Of(subscription, shown, reach));
            return;
        }

        if (shown is null)
        {
            Console.WriteLine(Line(subscription));
            if (reach is not null)
                Console.WriteLine(Output.Paragraph(reach.Told, Indent));
            return;
        }

        Console.WriteLine(shown);
        Console.Error.WriteLine(Line(subscription));
        if (reach is not null)
            Console.Error.WriteLine(Output.Paragraph(reach.Told, Indent));
        Console.Error.WriteLine("The signing key is shown this once; `cpt subscriptions rotate` makes another.");
    }

    private static string Line(Subscription subscription) =>
        Output.Item($"{subscription.Id}  ", $"{State(subscription)}, {Where(subscription.Sink)}; {Wants(subscription)} (version {subscription.Version})");

    private static string State(Subscription subscription) =>
        subscription.DisabledBy switch
        {
            DisabledBy.Gone => "disabled because the receiver wants no more",
            DisabledBy.Failing => "disabled after days of nothing but failures",
            _ => subscription.State.ToString().ToLowerInvariant(),
        };

    private static string Where(Sink sink) =>
        sink switch
        {
            Sink.Webhook to => $"webhook {to.Url}",
            Sink.Slack to => $"Slack at {to.Url.Host}",
            Sink.Smtp to => $"mail to {string.Join(", ", to.To)}",
            Sink.Alertmanager to => $"Alertmanager {to.Url}",
            Sink.RabbitMq to => $"RabbitMQ at {to.Server.Host}, {to.Exchange}/{to.RoutingKey}",
            _ => sink.Kind,
        };

    private static string Wants(Subscription subscription) => Wants(subscription.Filter, subscription.Every) + (subscription.Quotes ? ", with quotes" : "");

    private static string Wants(AlertFilter? filter, Rhythm? every)
    {
        if (every is { } rhythm)
            return $"wants a digest, {Rhythms.NameOf(rhythm)}";
        if (filter is null)
            return "wants checkpoints of the log";
        var parts = new (string What, IReadOnlyList<string> Names)[]
        {
            ("policy", filter.Policies),
            ("campaign", filter.Campaigns),
            ("kind", filter.Kinds),
            ("severity", filter.Severities),
            ("team", filter.Teams),
            ("change", filter.Changes),
        };
        var named = parts.Where(part => part.Names.Count > 0).Select(part => $"{part.What} {string.Join(" or ", part.Names)}").ToArray();
        return named.Length == 0 ? "wants everything" : $"wants {string.Join(", ", named)}";
    }

    private static string Became(OutboxEntry delivery) =>
        delivery.State switch
        {
            DeliveryState.Delivered => $"at {Time(delivery.DeliveredAt!.Value)} after {delivery.Attempts} failed attempts",
            DeliveryState.Pending when delivery.NextAt is { } next => $"{delivery.Attempts} failed attempts, the next at {Time(next)}",
            _ => $"{delivery.Attempts} failed attempts",
        };

    private static string Time(Instant time) => Second.Format(time);
}
