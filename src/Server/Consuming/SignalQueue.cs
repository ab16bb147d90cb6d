using System.Web;
using RabbitMQ.Client;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>
/// A RabbitMQ queue whose messages are signals. The queue exists already: its owner says how durable it is and where its dead messages go.
/// </summary>
/// <param name="Server">amqp[s]://[user[:password]@]host[:port][/vhost], without the queue.</param>
/// <param name="Name">The queue's name.</param>
public sealed record SignalQueue(Uri Server, string Name)
{
    private const string Guest = "guest"; // RabbitMQ's own account, which it lets in from its own machine alone

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>Where rows rejected from this queue came from; it holds no account and no password.</summary>
    public string Source => $"RabbitMQ queue {Name}";

    /// <summary>
    /// The queue in the text <c>amqp[s]://[user[:password]@]host[:port][/vhost]?queue=NAME</c>. Reserved characters of each part are percent-encoded.
    /// </summary>
    /// <exception cref="FormatException">The text is no such URI; the message does not repeat the password.</exception>
    public static SignalQueue Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            throw Wrong("it does not begin with amqp:// or amqps:// and a host");
        var query = HttpUtility.ParseQueryString(uri.Query);
        if (query["queue"] is not { Length: > 0 } queue)
            throw Wrong("the part ?queue=NAME is missing");
        if (query.Count > 1)
            throw Wrong($"'{query.AllKeys.First(key => key is not "queue")}' is no part of it");
        return new SignalQueue(new UriBuilder(uri) { Query = "" }.Uri, queue);

        static FormatException Wrong(string why) => new($"A queue of signals is written amqp://USER:PASSWORD@HOST:PORT/VHOST?queue=NAME; {why}.");
    }

    /// <summary>Host and queue, for a person; never the account.</summary>
    public override string ToString() => $"{Name} at {Server.Authority}";

    internal Task<IConnection> ConnectAsync(CancellationToken cancel)
    {
        var account = Server.UserInfo.Split(':', 2);
        var secure = Server.Scheme == "amqps";
        var factory = new ConnectionFactory
        {
            HostName = Server.IdnHost,
            Port = Server.Port > 0 ? Server.Port : AmqpTcpEndpoint.UseDefaultPort,
            Ssl = new SslOption(Server.IdnHost, enabled: secure),
            UserName = account[0].Length > 0 ? Uri.UnescapeDataString(account[0]) : Guest,
            Password = account.Length > 1 ? Uri.UnescapeDataString(account[1]) : Guest,
            VirtualHost = Server.AbsolutePath.Trim('/') is { Length: > 0 } path ? Uri.UnescapeDataString(path) : "/",
            ClientProvidedName = "customer-performance-tracker",
            RequestedHeartbeat = Heartbeat,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
        return factory.CreateConnectionAsync(cancel);
    }
}
