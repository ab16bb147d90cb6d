using System.Net;
using System.Net.Sockets;

namespace CustomerPerformanceTracker.Server.Delivery.Outgoing;

/// <summary>The places inside that the operator lets deliveries go to.</summary>
internal sealed class AllowedPlaces
{
    private readonly List<IPNetwork> networks = [];
    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase);

    private AllowedPlaces() { }

    /// <exception cref="FormatException">One of them is no network, no address and no host name.</exception>
    public static AllowedPlaces Parse(IEnumerable<string> places)
    {
        var allowed = new AllowedPlaces();
        foreach (var place in places.Select(place => place.Trim()))
        {
            if (IPNetwork.TryParse(place, out var network))
                allowed.networks.Add(network);
            else if (IPAddress.TryParse(place, out var address))
                allowed.networks.Add(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            else if (Uri.CheckHostName(place) == UriHostNameType.Dns)
                allowed.hosts.Add(place.TrimEnd('.'));
            else
                throw new FormatException($"'{place}' is no place to allow deliveries to: give a network such as 10.1.0.0/16, an address or a host name.");
        }

        return allowed;
    }

    public bool Includes(string host, IPAddress address) => hosts.Contains(host.TrimEnd('.')) || networks.Exists(network => network.Contains(address));
}
