using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Subscriptions;

/// <summary>The wire form of a subscription. It depends on the subscription's entries alone, so its version is its tag.</summary>
public static class SubscriptionJson
{
    public static void Write(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("id", subscription.Id);
        json.WriteNumber("version", subscription.Version);
        json.WriteString("state", subscription.State.ToString().ToLowerInvariant());
        json.WriteString("disabledBy", subscription.DisabledBy is { } by ? SubscriptionEvents.Name(by) : null);
        SinkJson.Write(json, subscription.Sink);
        json.WriteStartObject("filter");
        subscription.Filter.Write(json);
        json.WriteEndObject();
    }
}
