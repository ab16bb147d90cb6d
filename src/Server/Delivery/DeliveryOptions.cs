namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>How deliveries are made.</summary>
public sealed record DeliveryOptions
{
    /// <summary>
    /// Places inside that deliveries may go to all the same: networks (<c>10.1.0.0/16</c>), addresses, or host names, which then may lead anywhere.
    /// Only the operator states them, never a subscription.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Where people reach the pages, with its prefix, such as https://cpt.example.org/; null: what is delivered links to no page.</summary>
    public Uri? Pages { get; init; }

    /// <summary>How long an attempt may take, from the look-up of the name to the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);
}
