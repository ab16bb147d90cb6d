using System.Text.Json;
using CustomerPerformanceTracker.Loop.Subscriptions;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Subscriptions as a list, each with the figures of its deliveries; the command line writes the same.</summary>
public static class SubscriptionRows
{
    private static readonly DeliveryCounts None = new(0, 0, 0, 0, null);

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Subscription> subscriptions, IReadOnlyDictionary<string, DeliveryCounts> counts)
    {
        json.WriteStartArray("subscriptions");
        foreach (var subscription in subscriptions)
        {
            json.WriteStartObject();
            SubscriptionJson.Write(json, subscription);
            Write(json, counts.GetValueOrDefault(subscription.Id, None));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DeliveryCounts counts)
    {
        json.WriteStartObject("deliveries");
        json.WriteNumber("pending", counts.Pending);
        json.WriteNumber("delivered", counts.Delivered);
        json.WriteNumber("dead", counts.Dead);
        json.WriteNumber("dropped", counts.Dropped);
        json.WriteEndObject();
        if (counts.FailingSince is { } since)
            json.WriteString("failingSince", since);
        else
            json.WriteNull("failingSince");
    }
}
