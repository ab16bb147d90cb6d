using RabbitMQ.Client;

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
        await using var senders = new Senders(
            Deliver.Here,
            TimeProvider.System,
            new Dialer(AllowedPlaces.Parse(Deliver.Here.AllowedNetworks), connect: CountedAsync)
        );
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
        (properties.ContentType, properties.DeliveryMode, properties.Type).ShouldBe(
            ("application/cloudevents+json", DeliveryModes.Persistent, "cpt.alert.raised.v1")
        );
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
}
