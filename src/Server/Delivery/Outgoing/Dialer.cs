using System.Net;
using System.Net.Sockets;

namespace CustomerPerformanceTracker.Server.Delivery.Outgoing;

/// <summary>Addresses of a host name, as they are at that moment.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancel);

/// <summary>Opens a connection to exactly that address.</summary>
internal delegate Task<Socket> Connect(IPEndPoint address, CancellationToken cancel);

/// <summary>A delivery was to go to a place that is not on the open internet and that the operator has not allowed.</summary>
internal sealed class CallRefusedException() : Exception("the host leads to an address that is not public; its operator can allow it with --allow-delivery-to");

/// <summary>
/// The one way out for deliveries, so that no subscription reaches what only this machine can reach (server-side request forgery). A name is
/// looked up once; every address it has must be public or allowed; and what is dialled is one of the very addresses that were checked, so a name
/// that changes its mind between the two (DNS rebinding) gains nothing.
/// </summary>
internal sealed class Dialer(AllowedPlaces allowed, Resolve? resolve = null, Connect? connect = null)
{
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromSeconds(5);

    private readonly Resolve resolve = resolve ?? Dns.GetHostAddressesAsync;
    private readonly Connect connect = connect ?? ConnectAsync;

    /// <exception cref="CallRefusedException">One of its addresses is neither public nor allowed.</exception>
    /// <exception cref="SocketException">It has no address, or none that answers.</exception>
    public async Task<Socket> DialAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = await CheckedAsync(host.Trim('[', ']'), cancel);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            using var one = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (!ReferenceEquals(address, addresses[^1]))
                one.CancelAfter(PatienceWithOne);
            try
            {
                return await connect(new IPEndPoint(address, port), one.Token);
            }
            catch (SocketException failed)
            {
                last = failed;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                last = new SocketException((int)SocketError.TimedOut);
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private async Task<IPAddress[]> CheckedAsync(string host, CancellationToken cancel)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);
        var addresses = found.Select(PublicAddress.Plain).ToArray();
        if (!addresses.All(address => PublicAddress.Is(address) || allowed.Includes(host, address)))
            throw new CallRefusedException();
        return addresses;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
