using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Loop.Digests;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>The stored names of what happens to subscriptions.</summary>
internal static class SubscriptionEvents
{
    public static JournalEvent Store(SubscriptionEvent happened) =>
        happened switch
        {
            SubscriptionEvent.Added added => SubscriptionForms.Stored.Event(
                "subscription_added",
                new StoredAddition(
                    StoredSink.Of(added.Sink),
                    added.Filter is { } filter ? StoredFilter.Of(filter) : null,
                    added.FromStart,
                    added.Quotes,
                    added.Every is { } every ? Rhythms.NameOf(every) : null
                )
            ),
            SubscriptionEvent.Filtered filtered => SubscriptionForms.Stored.Event(
                "subscription_filtered",
                new StoredFiltering(StoredFilter.Of(filtered.Filter))
            ),
            SubscriptionEvent.SecretRotated rotated => SubscriptionForms.Stored.Event("subscription_secret_rotated", rotated),
            SubscriptionEvent.Disabled disabled => SubscriptionForms.Stored.Event(
                "subscription_disabled",
                new StoredDisabling(disabled.By.ToString().ToLowerInvariant())
            ),
            SubscriptionEvent.Enabled enabled => SubscriptionForms.Stored.Event("subscription_enabled", enabled),
            SubscriptionEvent.Removed removed => SubscriptionForms.Stored.Event("subscription_removed", removed),
            _ => throw new UnreachableException(),
        };

    public static SubscriptionEvent Read(JournalEntry entry) =>
        entry.Type switch
        {
            "subscription_added" when SubscriptionForms.Stored.Read<StoredAddition>(entry) is var added => new SubscriptionEvent.Added(
                added.Sink.Read(),
                added.Filter?.Read(),
                added.FromStart,
                added.Quotes,
                StoredAddition.Rhythm(added.Every)
            ),
            "subscription_filtered" => new SubscriptionEvent.Filtered(SubscriptionForms.Stored.Read<StoredFiltering>(entry).Filter.Read()),
            "subscription_secret_rotated" => SubscriptionForms.Stored.Read<SubscriptionEvent.SecretRotated>(entry),
            "subscription_disabled" => new SubscriptionEvent.Disabled(
                Enum.Parse<DisabledBy>(SubscriptionForms.Stored.Read<StoredDisabling>(entry).By, ignoreCase: true)
            ),
            "subscription_enabled" => SubscriptionForms.Stored.Read<SubscriptionEvent.Enabled>(entry),
            "subscription_removed" => SubscriptionForms.Stored.Read<SubscriptionEvent.Removed>(entry),
            _ => throw StoredForm.Unknown(entry),
        };
}

/// <summary>Where a subscription's deliveries go, as stored: the kind says which of the other members there are.</summary>
internal sealed record StoredSink(
    string Kind,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Url = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Server = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? From = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? To = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Exchange = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? RoutingKey = null
)
{
    public static StoredSink Of(Sink sink) =>
        sink switch
        {
            Sink.Webhook hook => new(sink.Kind, Url: hook.Url.AbsoluteUri),
            Sink.Slack slack => new(sink.Kind, Url: slack.Url.AbsoluteUri),
            Sink.Alertmanager alertmanager => new(sink.Kind, Url: alertmanager.Url.AbsoluteUri),
            Sink.Smtp smtp => new(sink.Kind, Server: smtp.Server.AbsoluteUri, From: smtp.From, To: smtp.To),
            Sink.RabbitMq rabbit => new(sink.Kind, Server: rabbit.Server.AbsoluteUri, Exchange: rabbit.Exchange, RoutingKey: rabbit.RoutingKey),
            _ => throw new UnreachableException(),
        };

    public Sink Read() =>
        Kind switch
        {
            "webhook" => new Sink.Webhook(new Uri(Url!)),
            "slack" => new Sink.Slack(new Uri(Url!)),
            "alertmanager" => new Sink.Alertmanager(new Uri(Url!)),
            "smtp" => new Sink.Smtp(new Uri(Server!), From!, To!),
            "rabbitmq" => new Sink.RabbitMq(new Uri(Server!), Exchange!, RoutingKey!),
            _ => throw new InvalidDataException($"The journal holds a subscription to a sink of the kind {Kind}, which this release does not know."),
        };
}

/// <summary>A subscription's filter, as stored.</summary>
internal sealed record StoredFilter(
    IReadOnlyList<string>? Policies,
    IReadOnlyList<string>? Campaigns,
    IReadOnlyList<string>? Kinds,
    IReadOnlyList<string>? Severities,
    IReadOnlyList<string>? Teams,
    IReadOnlyList<string>? Changes
)
{
    public static StoredFilter Of(AlertFilter filter) => new(filter.Policies, filter.Campaigns, filter.Kinds, filter.Severities, filter.Teams, filter.Changes);

    /// <summary>Lists that are not there are empty.</summary>
    public AlertFilter Read() => new(Policies ?? [], Campaigns ?? [], Kinds ?? [], Severities ?? [], Teams ?? [], Changes ?? []);
}

/// <summary>
/// The data of subscription_added; without a filter the subscription wants digests, where it says how often, and otherwise checkpoints; without quotes it has
/// none.
/// </summary>
internal sealed record StoredAddition(
    StoredSink Sink,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredFilter? Filter,
    bool FromStart,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Quotes = false,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Every = null
)
{
    public static Rhythm? Rhythm(string? every) =>
        every is null
            ? null
            : Rhythms.Find(every)
                ?? throw new InvalidDataException($"The journal holds a subscription to digests that come {every}, which this release does not know.");
}

/// <summary>The data of subscription_filtered.</summary>
internal sealed record StoredFiltering(StoredFilter Filter);

/// <summary>The data of subscription_disabled.</summary>
internal sealed record StoredDisabling(string By);

/// <summary>How the stored data of subscriptions is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SubscriptionEvent.Enabled))]
[JsonSerializable(typeof(SubscriptionEvent.Removed))]
[JsonSerializable(typeof(SubscriptionEvent.SecretRotated))]
[JsonSerializable(typeof(StoredAddition))]
[JsonSerializable(typeof(StoredDisabling))]
[JsonSerializable(typeof(StoredFiltering))]
[JsonSerializable(typeof(KeptSubscription))]
internal sealed partial class SubscriptionForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new SubscriptionForms(options));
}
