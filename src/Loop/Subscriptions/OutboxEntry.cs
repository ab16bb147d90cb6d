using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

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
/// A change of an alert, a checkpoint of the log, or a digest, on its way to a subscription, or there. Of a change, <paramref name="Subject"/> is the
/// alert's id, <paramref name="Position"/> the change's in the journal and <paramref name="Version"/> its number among the alert's own. A checkpoint has
/// the subject <see cref="OfCheckpoints"/>, its number of seals as both, and a <paramref name="Note"/>: its text as it was signed. A digest has the subject
/// <see cref="OfDigests"/>, the number of its day as position, the seal by which it is read as version, and its <see cref="Digests.DigestSpan"/> as note.
/// <paramref name="Attempts"/> counts the failed ones; <paramref name="NextAt"/> is null where there will be none.
/// </summary>
public sealed record OutboxEntry(
    string Id,
    string Subscription,
    Position Position,
    string Subject,
    StreamVersion Version,
    DeliveryState State,
    int Attempts,
    Instant EnqueuedAt,
    Instant? NextAt,
    string? Status,
    Instant? DeliveredAt,
    string? Note
)
{
    /// <summary>The subject of a checkpoint; no alert's id is like it.</summary>
    public const string OfCheckpoints = "checkpoint";

    /// <summary>The subject of a digest; no alert's id is like it.</summary>
    public const string OfDigests = "digest";

    /// <summary>
    /// The identity of what stands at a position for a subscription: who puts it into the outbox again means the same, and a receiver knows a repetition by it.
    /// It has no dot, which would not fit Standard Webhooks' signed content.
    /// </summary>
    public static string IdOf(string workspace, string subscription, Position position)
    {
        var identity = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{workspace}\n{subscription}\n{position}"));
        return $"msg_{Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 12))}";
    }
}

/// <summary>The stored names of where deliveries stand.</summary>
public static class DeliveryStates
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<DeliveryState>().Select(NameOf)];

    public static string NameOf(DeliveryState state) =>
        state switch
        {
            DeliveryState.Pending => "pending",
            DeliveryState.Delivered => "delivered",
            DeliveryState.Dead => "dead",
            DeliveryState.Dropped => "dropped",
            _ => throw new UnreachableException(),
        };

    /// <summary>The state of that name, or null.</summary>
    public static DeliveryState? Find(string name) => All.Contains(name, StringComparer.Ordinal) ? Enum.Parse<DeliveryState>(name, ignoreCase: true) : null;
}
