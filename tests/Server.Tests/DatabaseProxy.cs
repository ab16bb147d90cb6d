namespace CustomerPerformanceTracker.Server.Tests;

/// <summary>Stands between a server and its database, and can take the database away: connections are cut and none is taken until it is back.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly EndPoint database;
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private Socket listener;
    private volatile bool away;

    public DatabaseProxy(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        database = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port);
        listener = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        (settings.Host, settings.Port, settings.SslMode) = ("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port, SslMode.Disable);
        ConnectionString = settings.ConnectionString;
    }

    public string ConnectionString { get; }

    public void TakeAway()
    {
        away = true;
        listener.Dispose();
        foreach (var socket in open.Keys)
            Cut(socket);
    }

    public void BringBack()
    {
        away = false;
        listener = Listen(new IPEndPoint(IPAddress.Loopback, new NpgsqlConnectionStringBuilder(ConnectionString).Port));
    }

    public ValueTask DisposeAsync()
    {
        TakeAway();
        return ValueTask.CompletedTask;
    }

    private Socket Listen(IPEndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(at);
        socket.Listen();
        _ = TakeAsync(socket);
        return socket;
    }

    private async Task TakeAsync(Socket from)
    {
        try
        {
            while (true)
                _ = CarryAsync(await from.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The database was taken away.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var server = new Socket(database.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        (open[client], open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(database);
            if (!away)
                await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        Cut(client);
        Cut(server);
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                var sent = 0;
                while (sent < read)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private void Cut(Socket socket)
    {
        open.TryRemove(socket, out _);
        socket.Dispose();
    }
}
