using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Subscriptions;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>It is attempted until an attempt succeeds.</summary>
    Pending,

    /// <summary>The receiver has it.</summary>
    Delivered,

    /// <summary>Its last attempt failed; it can be asked for again.</summary>
    Dead,

    /// <summary>Its subscription was removed, or a silence was in force when it came.</summary>
    Dropped,
}

/// <summary>
/// A change of an alert on its way to a subscription, or there. <paramref name="Position"/> is the change's in the journal, <paramref name="Version"/> its
/// number among the alert's own; <paramref name="Attempts"/> counts the failed ones; <paramref name="NextAt"/> is null where there will be none.
/// </summary>
public sealed record AlertDelivery(
    string Id, string Subscription, long Position, string Alert, long Version, DeliveryState State, int Attempts, DateTimeOffset EnqueuedAt, DateTimeOffset? NextAt, string? Status,
    DateTimeOffset? DeliveredAt)
{
    /// <summary>
    /// The identity of a change for a subscription: who puts it into the outbox again means the same, and a receiver knows a repetition by it. It has no dot,
    /// which would not fit Standard Webhooks' signed content.
    /// </summary>
    public static string IdOf(string workspace, string subscription, long position) =>
        $"msg_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(null, $"{workspace}\n{subscription}\n{position}"))).AsSpan(0, 12))}";
}

/// <summary>The wire form of a delivery.</summary>
public static class DeliveryJson
{
    public static IReadOnlyList<string> States { get; } = [.. Enum.GetValues<DeliveryState>().Select(NameOf)];

    public static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "pending",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Dead => "dead",
        DeliveryState.Dropped => "dropped",
        _ => throw new UnreachableException(),
    };

    /// <summary>The state of that name, or null.</summary>
    public static DeliveryState? Find(string name) => States.Contains(name, StringComparer.Ordinal) ? Enum.Parse<DeliveryState>(name, ignoreCase: true) : null;

    public static void Write(Utf8JsonWriter json, AlertDelivery delivery)
    {
        json.WriteString("id", delivery.Id);
        json.WriteString("subscription", delivery.Subscription);
        json.WriteNumber("position", delivery.Position);
        json.WriteString("alert", delivery.Alert);
        json.WriteNumber("alertVersion", delivery.Version);
        json.WriteString("state", NameOf(delivery.State));
        json.WriteNumber("attempts", delivery.Attempts);
        json.WriteString("enqueuedAt", delivery.EnqueuedAt);
        Time("nextAt", delivery.NextAt);
        json.WriteString("status", delivery.Status);
        Time("deliveredAt", delivery.DeliveredAt);

        void Time(string name, DateTimeOffset? time)
        {
            if (time is { } at)
                json.WriteString(name, at);
            else
                json.WriteNull(name);
        }
    }

    /// <summary>A page of deliveries, and the position to read on behind where there may be more.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<AlertDelivery> page, int limit)
    {
        json.WriteStartArray("deliveries");
        foreach (var delivery in page)
        {
            json.WriteStartObject();
            Write(json, delivery);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (page.Count == limit)
            json.WriteNumber("next", page[^1].Position);
    }
}
