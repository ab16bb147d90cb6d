using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using RabbitMQ.Client;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>RabbitMQ with its own name, ports and data, all on the loopback address.</summary>
public sealed class BrokerProcess
{
    private readonly Daemon daemon;
    private readonly int nameServer = Daemon.FreePort();
    private readonly int distribution = Daemon.FreePort();
    private readonly string name = $"cpt-{Guid.NewGuid():N}"[..12];
    private Process? server;

    private BrokerProcess(Daemon daemon) => this.daemon = daemon;

    public int Port { get; } = Daemon.FreePort();

    public static async Task<BrokerProcess> StartAsync(Daemon daemon)
    {
        // Where it is not there, the test is skipped before anything runs. Debian's command of the same name would change to another account.
        var program = Program();
        var broker = new BrokerProcess(daemon);
        await File.WriteAllTextAsync(Path.Combine(daemon.Folder, "plugins"), "[].");
        await File.WriteAllTextAsync(Path.Combine(daemon.Folder, "env.conf"), "");
        daemon.Start(Daemon.Find("epmd"), ["-port", $"{broker.nameServer}", "-address", "127.0.0.1"]);
        await daemon.UntilAsync(() => AnswersAsync(broker.nameServer), "Erlang's name server");
        broker.server = broker.Run(program);
        await broker.IsUpAsync();
        return broker;
    }

    public Task KillAsync() => daemon.StopAsync(server!);

    public Task StartAgainAsync()
    {
        server = Run(Program());
        return IsUpAsync();
    }

    /// <summary>
    /// Makes a durable queue, and ends when the broker has written so: it does seconds later, in more than one record, and killed before that it
    /// comes back without the queue. What is made after it stands behind it in the file.
    /// </summary>
    public async Task MakeQueueAsync(string queue)
    {
        await DeclareAsync(queue);
        await WrittenAsync(queue);
        await DeclareAsync("behind-it");
        await WrittenAsync("behind-it");

        Task DeclareAsync(string name) => DoAsync(channel => channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false));

        Task WrittenAsync(string name) =>
            daemon.UntilAsync(
                () =>
                    Task.FromResult(
                        Directory
                            .EnumerateFiles(Path.Combine(daemon.Folder, "data"), "LATEST.LOG", SearchOption.AllDirectories)
                            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0)
                    ),
                $"the queue {name} being written down"
            );
    }

    /// <summary>As another client of the broker. A message published ends when the broker has confirmed it.</summary>
    public async Task DoAsync(Func<IChannel, Task> act)
    {
        var factory = new ConnectionFactory
        {
            HostName = "127.0.0.1",
            Port = Port,
            ClientProvidedName = "the-test",
            AutomaticRecoveryEnabled = false,
        };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)
        );
        await act(channel);
    }

    /// <summary>Ends when no message of the queue waits. Messages that a consumer holds unacknowledged are not seen.</summary>
    public Task IsEmptyAsync(string queue) =>
        daemon.UntilAsync(
            async () =>
            {
                var waiting = 1u;
                await DoAsync(async channel => waiting = await channel.MessageCountAsync(queue));
                return waiting == 0;
            },
            $"the queue {queue} being empty"
        );

    private static string Program() => Daemon.Find("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server");

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return true;
    }

    private Task IsUpAsync() =>
        daemon.UntilAsync(
            async () =>
            {
                if (!await AnswersAsync(Port))
                    return false;
                await DoAsync(_ => Task.CompletedTask);
                return true;
            },
            "the broker's answer"
        );

    private Process Run(string program) =>
        daemon.Start(
            program,
            [],
            ("HOME", daemon.Folder),
            ("RABBITMQ_NODENAME", $"{name}@localhost"),
            ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_NODE_PORT", $"{Port}"),
            ("RABBITMQ_DIST_PORT", $"{distribution}"),
            ("ERL_EPMD_PORT", $"{nameServer}"),
            ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(daemon.Folder, "data")),
            ("RABBITMQ_LOG_BASE", Path.Combine(daemon.Folder, "log")),
            ("RABBITMQ_PID_FILE", Path.Combine(daemon.Folder, "pid")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(daemon.Folder, "plugins")),
            ("RABBITMQ_CONF_ENV_FILE", Path.Combine(daemon.Folder, "env.conf")),
            ("RABBITMQ_CONFIG_FILE", Path.Combine(daemon.Folder, "none"))
        );
}
