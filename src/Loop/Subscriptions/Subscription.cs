using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>Why a subscription was disabled.</summary>
public enum DisabledBy
{
    /// <summary>Somebody did it.</summary>
    Hand,

    /// <summary>The receiver said that it wants no more (410 Gone).</summary>
    Gone,

    /// <summary>Nothing but failures for five days.</summary>
    Failing,
}

/// <summary>What happened to a subscription. None of it holds a secret.</summary>
public abstract record SubscriptionEvent
{
    private SubscriptionEvent() { }

    /// <param name="Filter">Null: it wants the log's checkpoints and not changes of alerts.</param>
    /// <param name="FromStart">It wants the changes since the journal began; otherwise those behind this event.</param>
    /// <param name="Quotes">Notices of alerts hold quotes of what customers wrote.</param>
    public sealed record Added(Sink Sink, AlertFilter? Filter, bool FromStart, bool Quotes = false) : SubscriptionEvent;

    public sealed record Filtered(AlertFilter Filter) : SubscriptionEvent;

    /// <param name="OldUntil">The end of the secrets before; until then they are used beside the new one.</param>
    public sealed record SecretRotated(DateTimeOffset OldUntil) : SubscriptionEvent;

    public sealed record Disabled(DisabledBy By) : SubscriptionEvent;

    public sealed record Enabled : SubscriptionEvent;

    public sealed record Removed : SubscriptionEvent;
}

/// <summary>What may be asked of a subscription.</summary>
public abstract record SubscriptionCommand
{
    private SubscriptionCommand() { }

    /// <param name="Filter">Null for the log's checkpoints.</param>
    /// <param name="Quotes">Whether notices of alerts hold quotes of what customers wrote; whoever commands it may read those.</param>
    public sealed record Add(Sink Sink, AlertFilter? Filter, bool FromStart, bool Quotes = false) : SubscriptionCommand;

    public sealed record ChangeFilter(AlertFilter Filter) : SubscriptionCommand;

    public sealed record RotateSecret(Instant OldUntil) : SubscriptionCommand;

    public sealed record Disable(DisabledBy By) : SubscriptionCommand;

    public sealed record Enable : SubscriptionCommand;

    public sealed record Remove : SubscriptionCommand;
}

/// <summary>What a subscription does now.</summary>
public enum SubscriptionState
{
    /// <summary>It is delivered to.</summary>
    Active,

    /// <summary>It stands where it stood: what happens meanwhile is delivered once it is enabled.</summary>
    Disabled,

    /// <summary>It is over.</summary>
    Removed,
}

/// <summary>
/// Who wants to be told which changes of alerts, or else of the log's checkpoints (then <paramref name="Filter"/> is null), and where: the journal stream
/// <c>subscription-{id}</c>. <paramref name="Version"/> counts its entries from 1; <paramref name="DisabledBy"/> is null while it is not disabled.
/// </summary>
public sealed record Subscription(string Id, StreamVersion Version, Sink Sink, AlertFilter? Filter, SubscriptionState State, DisabledBy? DisabledBy)
{
    /// <summary>Whether notices of alerts hold quotes of what customers wrote, read when they are sent.</summary>
    public bool Quotes { get; init; }

    /// <summary>The subscription after an event; null stands for one that was never added.</summary>
    public static Subscription Evolve(string id, Subscription? before, SubscriptionEvent happened) =>
        (before, happened) switch
        {
            (null, SubscriptionEvent.Added added) => new Subscription(id, StreamVersion.First, added.Sink, added.Filter, SubscriptionState.Active, null)
            {
                Quotes = added.Quotes,
            },
            (null, _) => throw new UnreachableException($"The stream of subscription {id} does not begin with its addition."),
            (_, SubscriptionEvent.Filtered filtered) => before with { Version = before.Version.Next, Filter = filtered.Filter },
            (_, SubscriptionEvent.SecretRotated) => before with { Version = before.Version.Next },
            (_, SubscriptionEvent.Disabled disabled) => before with
            {
                Version = before.Version.Next,
                State = SubscriptionState.Disabled,
                DisabledBy = disabled.By,
            },
            (_, SubscriptionEvent.Enabled) => before with { Version = before.Version.Next, State = SubscriptionState.Active, DisabledBy = null },
            (_, SubscriptionEvent.Removed) => before with { Version = before.Version.Next, State = SubscriptionState.Removed, DisabledBy = null },
            _ => throw new UnreachableException(),
        };

    /// <summary>What happens when a command is followed; nothing where it changes nothing.</summary>
    /// <exception cref="NotFoundException">It was never added.</exception>
    /// <exception cref="RefusedException">The subscription cannot follow it.</exception>
    public static IReadOnlyList<SubscriptionEvent> Decide(Subscription? before, SubscriptionCommand command) =>
        (before, command) switch
        {
            (null, SubscriptionCommand.Add { Filter: null, Sink: Sink.Alertmanager }) => throw new RefusedException(
                "invalid_sink",
                "Alertmanager takes alerts only; checkpoints go to the other kinds of sink."
            ),
            (null, SubscriptionCommand.Add { Filter: null, FromStart: true }) => throw new RefusedException(
                "invalid_topic",
                "A subscription to checkpoints begins with the newest one, which stands for all before it."
            ),
            (null, SubscriptionCommand.Add { Filter: null, Quotes: true }) => throw new RefusedException(
                "invalid_quotes",
                "Quotes go with alerts, and this subscription wants the log's checkpoints; leave 'quotes' out.",
                "/quotes"
            ),
            (null, SubscriptionCommand.Add { Quotes: true, Sink: not { TakesQuotes: true } } add) => throw new RefusedException(
                "invalid_quotes",
                $"Quotes go by mail and to Slack, where people read them, and not to {add.Sink.Kind}; leave 'quotes' out, or take the sink smtp or slack.",
                "/quotes"
            ),
            (null, SubscriptionCommand.Add add) => [new SubscriptionEvent.Added(add.Sink, add.Filter?.Checked(), add.FromStart, add.Quotes)],
            (null, _) => throw new NotFoundException("There is no such subscription."),
            (_, SubscriptionCommand.Add) => throw new RefusedException("subscription_exists", "There is a subscription of this id already."),
            ({ State: SubscriptionState.Removed }, SubscriptionCommand.Remove) => [],
            ({ State: SubscriptionState.Removed }, _) => throw new RefusedException("subscription_removed", "The subscription was removed; add another one."),
            ({ Filter: null }, SubscriptionCommand.ChangeFilter) => throw new RefusedException(
                "invalid_filter",
                "A filter chooses among changes of alerts; this subscription wants the log's checkpoints."
            ),
            (_, SubscriptionCommand.ChangeFilter change) when change.Filter.Checked() is var filter => filter.Equals(before.Filter)
                ? []
                : [new SubscriptionEvent.Filtered(filter)],
            ({ Sink: Sink.Alertmanager }, SubscriptionCommand.RotateSecret) => throw new RefusedException(
                "no_secret",
                "A subscription of Alertmanager has no secret to be rotated."
            ),
            (_, SubscriptionCommand.RotateSecret rotate) => [new SubscriptionEvent.SecretRotated(rotate.OldUntil.ToDateTimeOffset())],
            ({ State: SubscriptionState.Disabled }, SubscriptionCommand.Disable) => [],
            (_, SubscriptionCommand.Disable disable) => [new SubscriptionEvent.Disabled(disable.By)],
            ({ State: SubscriptionState.Active }, SubscriptionCommand.Enable) => [],
            (_, SubscriptionCommand.Enable) => [new SubscriptionEvent.Enabled()],
            (_, SubscriptionCommand.Remove) => [new SubscriptionEvent.Removed()],
            _ => throw new UnreachableException(),
        };
}

/// <summary>The stored names of what happens to subscriptions.</summary>
internal static class SubscriptionEvents
{
    public static JournalEvent Store(SubscriptionEvent happened) =>
        happened switch
        {
            SubscriptionEvent.Added added => SubscriptionForms.Stored.Event(
                "subscription_added",
                new StoredAddition(StoredSink.Of(added.Sink), added.Filter is { } filter ? StoredFilter.Of(filter) : null, added.FromStart, added.Quotes)
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
                added.Quotes
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

/// <summary>The data of subscription_added; without a filter the subscription wants checkpoints, without quotes it has none.</summary>
internal sealed record StoredAddition(
    StoredSink Sink,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredFilter? Filter,
    bool FromStart,
    [property: JsonIgnore(Condition = WhenWritingDefault)] bool Quotes = false
);

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
