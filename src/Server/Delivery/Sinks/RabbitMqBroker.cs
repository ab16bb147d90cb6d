using System.Net;
using System.Net.Sockets;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// The connection to one broker. It is kept between messages, also after one that the broker did not take; after any other failure,
/// and when the password changes, the next message gets a new one.
/// Messages go one after the other, each waiting for its confirm.
/// </summary>
internal sealed class RabbitMqBroker(Uri server, Dialer dialer) : IAsyncDisposable
{
    private const string Guest = "guest"; // RabbitMQ's own account, which it lets in from its own machine alone

    private static readonly CreateChannelOptions WithConfirms = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly SemaphoreSlim turn = new(1);
    private IConnection? connection;
    private IChannel? channel;
    private string? usedPassword;

    /// <summary>Ends when the broker has confirmed the message; throws where it has not, or has not routed it.</summary>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, byte[] body, string? password, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (channel is not { IsOpen: true } || usedPassword != password)
                await OpenAsync(password, cancel);
            await channel!.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, cancel);
        }
        catch (Exception failure) when (failure is not PublishException)
        {
            await CloseAsync();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        turn.Dispose();
    }

    private async Task OpenAsync(string? password, CancellationToken cancel)
    {
        await CloseAsync();
        var secure = server.Scheme == "amqps";
        var port =
            server.Port > 0 ? server.Port
            : secure ? AmqpTcpEndpoint.DefaultAmqpSslPort
            : Protocols.DefaultProtocol.DefaultPort;
        var socket = await dialer.DialAsync(server.IdnHost, port, cancel);
        var factory = new ConnectionFactory
        {
            UserName = server.UserInfo.Length > 0 ? Uri.UnescapeDataString(server.UserInfo.Split(':')[0]) : Guest,
            Password = password ?? Guest,
            VirtualHost = server.AbsolutePath.Trim('/') is { Length: > 0 } path ? Uri.UnescapeDataString(path) : "/",
            ClientProvidedName = "customer-performance-tracker",
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            SocketFactory = _ => new Dialled(socket),
        };

        // The client is given the address that was dialled, so that it looks up no name; the certificate is checked against the name.
        var address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        try
        {
            var endpoint = new AmqpTcpEndpoint(address.ToString(), port, new SslOption(server.IdnHost, enabled: secure));
            connection = await factory.CreateConnectionAsync([endpoint], cancel);
            channel = await connection.CreateChannelAsync(WithConfirms, cancel);
            usedPassword = password;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        var (oldChannel, oldConnection) = (channel, connection);
        (channel, connection) = (null, null);
        if (oldConnection is null)
            return;
        try
        {
            await oldConnection.CloseAsync(Constants.ReplySuccess, "closed", TimeSpan.FromSeconds(1), abort: true, CancellationToken.None);
        }
        finally
        {
            oldChannel?.Dispose();
            oldConnection.Dispose();
        }
    }

    /// <summary>A connection that stands already, for a client that would make its own.</summary>
    private sealed class Dialled(Socket socket) : TcpClientAdapter(socket)
    {
        public override Task ConnectAsync(IPAddress host, int port, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
