using System.Diagnostics;
using CustomerPerformanceTracker.Loop.Digests;

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

    /// <param name="Filter">Null: it wants digests or the log's checkpoints, and not changes of alerts.</param>
    /// <param name="FromStart">It wants the changes since the journal began; otherwise those behind this event.</param>
    /// <param name="Quotes">Notices of alerts hold quotes of what customers wrote.</param>
    /// <param name="Every">How often it wants a digest; null: it wants something else.</param>
    public sealed record Added(Sink Sink, AlertFilter? Filter, bool FromStart, bool Quotes = false, Rhythm? Every = null) : SubscriptionEvent;

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

    /// <param name="Filter">Null for digests and for the log's checkpoints.</param>
    /// <param name="Quotes">Whether notices of alerts hold quotes of what customers wrote; whoever commands it may read those.</param>
    /// <param name="Every">How often a digest is wanted; null for what is no digest.</param>
    public sealed record Add(Sink Sink, AlertFilter? Filter, bool FromStart, bool Quotes = false, Rhythm? Every = null) : SubscriptionCommand
    {
        internal SubscriptionTopic Topic => SubscriptionTopics.Of(Filter, Every);
    }

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

/// <summary>What a subscription is to be told.</summary>
public enum SubscriptionTopic
{
    /// <summary>Changes of alerts, which its filter chooses.</summary>
    Alerts,

    /// <summary>The log's checkpoints.</summary>
    Checkpoints,

    /// <summary>What is sure and new, each day or each week.</summary>
    Digests,
}

internal static class SubscriptionTopics
{
    public static SubscriptionTopic Of(AlertFilter? filter, Rhythm? every) =>
        filter is not null ? SubscriptionTopic.Alerts
        : every is not null ? SubscriptionTopic.Digests
        : SubscriptionTopic.Checkpoints;
}

/// <summary>
/// Who wants to be told what, and where; <paramref name="Filter"/> is null for all but changes of alerts: the journal stream <c>subscription-{id}</c>.
/// <paramref name="Version"/> counts its entries from 1; <paramref name="DisabledBy"/> is null while it is not disabled.
/// </summary>
public sealed record Subscription(string Id, StreamVersion Version, Sink Sink, AlertFilter? Filter, SubscriptionState State, DisabledBy? DisabledBy)
{
    /// <summary>Whether notices of alerts hold quotes of what customers wrote, read when they are sent.</summary>
    public bool Quotes { get; init; }

    /// <summary>How often a digest is sent; null where something else is.</summary>
    public Rhythm? Every { get; init; }

    public SubscriptionTopic Topic => SubscriptionTopics.Of(Filter, Every);

    /// <summary>The subscription after an event; null stands for one that was never added.</summary>
    public static Subscription Evolve(string id, Subscription? before, SubscriptionEvent happened) =>
        (before, happened) switch
        {
            (null, SubscriptionEvent.Added added) => new Subscription(id, StreamVersion.First, added.Sink, added.Filter, SubscriptionState.Active, null)
            {
                Quotes = added.Quotes,
                Every = added.Every,
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
            (null, SubscriptionCommand.Add { Filter: not null, Every: not null }) => throw new RefusedException(
                "invalid_filter",
                "A filter chooses among changes of alerts; a digest is of all campaigns. Leave the filter out, or 'every'.",
                "/filter"
            ),
            (null, SubscriptionCommand.Add { Topic: not SubscriptionTopic.Alerts, Sink: Sink.Alertmanager } add) => throw new RefusedException(
                "invalid_sink",
                $"Alertmanager takes alerts only; {Of(add.Topic)} go to the other kinds of sink."
            ),
            (null, SubscriptionCommand.Add { Topic: not SubscriptionTopic.Alerts, FromStart: true } add) => throw new RefusedException(
                "invalid_topic",
                $"A subscription to {Of(add.Topic)} begins with the newest one, which stands for all before it."
            ),
            (null, SubscriptionCommand.Add { Topic: not SubscriptionTopic.Alerts, Quotes: true } add) => throw new RefusedException(
                "invalid_quotes",
                $"Quotes go with alerts, and this subscription wants {Of(add.Topic)}; leave 'quotes' out.",
                "/quotes"
            ),
            (null, SubscriptionCommand.Add { Quotes: true, Sink: not { TakesQuotes: true } } add) => throw new RefusedException(
                "invalid_quotes",
                $"Quotes go by mail and to Slack, where people read them, and not to {add.Sink.Kind}; leave 'quotes' out, or take the sink smtp or slack.",
                "/quotes"
            ),
            (null, SubscriptionCommand.Add add) => [new SubscriptionEvent.Added(add.Sink, add.Filter?.Checked(), add.FromStart, add.Quotes, add.Every)],
            (null, _) => throw new NotFoundException("There is no such subscription."),
            (_, SubscriptionCommand.Add) => throw new RefusedException("subscription_exists", "There is a subscription of this id already."),
            ({ State: SubscriptionState.Removed }, SubscriptionCommand.Remove) => [],
            ({ State: SubscriptionState.Removed }, _) => throw new RefusedException("subscription_removed", "The subscription was removed; add another one."),
            ({ Filter: null }, SubscriptionCommand.ChangeFilter) => throw new RefusedException(
                "invalid_filter",
                $"A filter chooses among changes of alerts; this subscription wants {Of(before.Topic)}."
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

    private static string Of(SubscriptionTopic topic) => topic == SubscriptionTopic.Digests ? "digests" : "the log's checkpoints";
}
