using System.Text.Json;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>The wire form of a subscription. It depends on the subscription's entries alone, so its version is its tag.</summary>
public static class SubscriptionJson
{
    /// <summary>The topic of a subscription that wants changes of alerts.</summary>
    public const string Alerts = "alerts";

    /// <summary>The topic of one that wants the log's checkpoints.</summary>
    public const string Checkpoints = "checkpoints";

    public static void Write(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("id", subscription.Id);
        json.WriteNumber("version", subscription.Version);
        json.WriteString("state", subscription.State.ToString().ToLowerInvariant());
        json.WriteString("disabledBy", subscription.DisabledBy is { } by ? SubscriptionEvents.Name(by) : null);
        SinkJson.Write(json, subscription.Sink);
        json.WriteString("topic", subscription.Filter is null ? Checkpoints : Alerts);
        if (subscription.Filter is { } filter)
        {
            json.WriteStartObject("filter");
            filter.Write(json);
            json.WriteEndObject();
        }
    }
}
