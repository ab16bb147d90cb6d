namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>Delivers to this machine, which the operator of the tests allows.</summary>
internal static class Deliver
{
    public static readonly DeliveryOptions Here = new() { AllowedNetworks = ["127.0.0.0/8"] };

    public static async Task<SendOutcome> OnceAsync(Sink sink, Notice notice, IReadOnlyList<string>? secrets = null, DeliveryOptions? options = null)
    {
        await using var senders = new Senders(options ?? Here, TimeProvider.System);
        return await senders.SendAsync(sink, secrets ?? [], notice, CancellationToken.None);
    }
}
