using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using CustomerPerformanceTracker.Server.Delivery.Sinks;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>A real broker confirms, returns, refuses and goes away.</summary>
public sealed class RabbitMqTests
{
    [Fact]
    public async Task A_broker_has_what_was_delivered_even_after_it_was_killed()
    {
        await using var daemon = new Daemon();
        var broker = await BrokerProcess.StartAsync(daemon);
        var connections = 0;
        await using var senders = new Senders(Deliver.Here, TimeProvider.System, new Dialer(AllowedPlaces.Parse(Deliver.Here.AllowedNetworks), connect: CountedAsync));
        var alerts = new Sink.RabbitMq(new Uri($"amqp://guest@127.0.0.1:{broker.Port}"), "", "alerts");
        await broker.MakeQueueAsync("alerts");
        var first = Notices.Of(Notices.Raised(), id: "msg_0f3a9c5d7e21b84011223344");
        var second = Notices.Of(Notices.Changed("alert_resolved", "resolved"));

        // To a queue that is there; to one that is not; to an exchange that is not; with a password that is not right.
        (await SendAsync(alerts, first)).ShouldBe(new SendOutcome.Delivered());
        (await SendAsync(alerts with { RoutingKey = "nobody" }, first)).ShouldBe(new SendOutcome.Failed("no queue is bound for the routing key"));
        (await SendAsync(alerts with { Exchange = "nowhere" }, first)).ShouldBe(new SendOutcome.Failed("the broker answered 404"));
        (await SendAsync(alerts, first, "wrong")).ShouldBe(new SendOutcome.Failed("the user name or password was not accepted"));

        // While the broker is away nothing is delivered; when it is back, the same sender goes on.
        await broker.KillAsync();
        (await SendAsync(alerts, second)).ShouldBeOfType<SendOutcome.Failed>();
        await broker.StartAgainAsync();
        (await SendAsync(alerts, second)).ShouldBe(new SendOutcome.Delivered());
        (await SendAsync(alerts, second)).ShouldBe(new SendOutcome.Delivered());

        var messages = new List<BasicGetResult>();
        await broker.DoAsync(async channel =>
        {
            while (await channel.BasicGetAsync("alerts", autoAck: true) is { } message)
                messages.Add(message);
        });
        messages.Select(message => message.BasicProperties.MessageId).ShouldBe([RabbitMqSender.GuidOf(first.Id), second.Id, second.Id]);
        var (properties, body) = (messages[0].BasicProperties, JsonElement.Parse(messages[0].Body.Span));
        (properties.ContentType, properties.DeliveryMode, properties.Type).ShouldBe(("application/cloudevents+json", DeliveryModes.Persistent, "cpt.alert.raised.v1"));
        properties.Timestamp.UnixTime.ShouldBe(1_741_771_800);
        messages[0].Body.ToArray().ShouldBe(CloudEvent.Body(first with { Id = RabbitMqSender.GuidOf(first.Id) }));
        body.GetProperty("id").GetGuid().ToString().ShouldBe(properties.MessageId);
        connections.ShouldBe(3, "one that was kept over a message that came back, one with another password, and one after the broker was away");

        async Task<Socket> CountedAsync(IPEndPoint address, CancellationToken cancel)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address, cancel);
            connections++;
            return socket;
        }

        Task<SendOutcome> SendAsync(Sink sink, Notice notice, string password = "guest") => senders.SendAsync(sink, [password], notice, CancellationToken.None);
    }

    /// <summary>RabbitMQ with its own name, ports and data, all on the loopback address.</summary>
    private sealed class BrokerProcess
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

            Task WrittenAsync(string name) => daemon.UntilAsync(
                () => Task.FromResult(Directory.EnumerateFiles(Path.Combine(daemon.Folder, "data"), "LATEST.LOG", SearchOption.AllDirectories)
                    .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0)),
                $"the queue {name} being written down");
        }

        /// <summary>As another client of the broker.</summary>
        public async Task DoAsync(Func<IChannel, Task> act)
        {
            var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = Port, ClientProvidedName = "the-test" };
            await using var connection = await factory.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            await act(channel);
        }

        private static string Program() => Daemon.Find("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server");

        private static async Task<bool> AnswersAsync(int port)
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }

        private Task IsUpAsync() => daemon.UntilAsync(
            async () =>
            {
                if (!await AnswersAsync(Port))
                    return false;
                await DoAsync(_ => Task.CompletedTask);
                return true;
            },
            "the broker's answer");

        private Process Run(string program) => daemon.Start(
            program, [],
            ("HOME", daemon.Folder), ("RABBITMQ_NODENAME", $"{name}@localhost"), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"), ("RABBITMQ_NODE_PORT", $"{Port}"), ("RABBITMQ_DIST_PORT", $"{distribution}"),
            ("ERL_EPMD_PORT", $"{nameServer}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(daemon.Folder, "data")), ("RABBITMQ_LOG_BASE", Path.Combine(daemon.Folder, "log")), ("RABBITMQ_PID_FILE", Path.Combine(daemon.Folder, "pid")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(daemon.Folder, "plugins")), ("RABBITMQ_CONF_ENV_FILE", Path.Combine(daemon.Folder, "env.conf")), ("RABBITMQ_CONFIG_FILE", Path.Combine(daemon.Folder, "none")));
    }
}
