using System.Diagnostics;
using System.Text.Json;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>The stored form of subscriptions' events. Names and properties are a format.</summary>
internal static class SubscriptionEvents
{
    public static JournalEvent Store(SubscriptionEvent happened) => happened switch
    {
        SubscriptionEvent.Added added => Event("subscription_added", json =>
        {
            SinkJson.Write(json, added.Sink);
            if (added.Filter is { } filter)
                Write(json, filter);
            json.WriteBoolean("fromStart", added.FromStart);
        }),
        SubscriptionEvent.Filtered filtered => Event("subscription_filtered", json => Write(json, filtered.Filter)),
        SubscriptionEvent.SecretRotated rotated => Event("subscription_secret_rotated", json => json.WriteString("oldUntil", rotated.OldUntil)),
        SubscriptionEvent.Disabled disabled => Event("subscription_disabled", json => json.WriteString("by", Name(disabled.By))),
        SubscriptionEvent.Enabled => Event("subscription_enabled", _ => { }),
        SubscriptionEvent.Removed => Event("subscription_removed", _ => { }),
        _ => throw new UnreachableException(),
    };

    public static SubscriptionEvent Read(JournalEntry entry) => entry.Type switch
    {
        "subscription_added" => new SubscriptionEvent.Added(
            SinkJson.Read(entry.Data), entry.Data.TryGetProperty("filter", out var filter) ? AlertFilter.Read(filter) : null, entry.Data.GetProperty("fromStart").GetBoolean()),
        "subscription_filtered" => new SubscriptionEvent.Filtered(AlertFilter.Read(entry.Data.GetProperty("filter"))),
        "subscription_secret_rotated" => new SubscriptionEvent.SecretRotated(entry.Data.GetProperty("oldUntil").GetDateTimeOffset()),
        "subscription_disabled" => new SubscriptionEvent.Disabled(Enum.Parse<DisabledBy>(entry.Data.GetProperty("by").GetString()!, ignoreCase: true)),
        "subscription_enabled" => new SubscriptionEvent.Enabled(),
        "subscription_removed" => new SubscriptionEvent.Removed(),
        _ => throw new InvalidOperationException($"Entry {entry.Position} of the journal, {entry.Type}, is nothing that this version knows of a subscription."),
    };

    public static string Name(DisabledBy by) => by.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, AlertFilter filter)
    {
        json.WriteStartObject("filter");
        filter.Write(json);
        json.WriteEndObject();
    }

    private static JournalEvent Event(string type, Action<Utf8JsonWriter> write) => new(type, JsonData.Of(write));
}
