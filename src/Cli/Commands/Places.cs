using CustomerPerformanceTracker.Server.Delivery;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>Where deliveries may go, as the operator says it wherever they are made.</summary>
internal static class Places
{
    public static readonly Option<string[]> AllowNetwork = new("--allow-delivery-to")
    {
        Description =
            "A network (10.1.0.0/16), address or host name inside that deliveries may go to; without it only public addresses. Once or several times. Also "
            + "CPT_ALLOW_DELIVERY_TO, apart by ','.",
        HelpName = "PLACE",
        DefaultValueFactory = _ =>
            (Environment.GetEnvironmentVariable("CPT_ALLOW_DELIVERY_TO") ?? "").Split(
                ',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
    };

    public static DeliveryOptions Options(ParseResult options) => new() { AllowedNetworks = options.GetRequiredValue(AllowNetwork) };
}
