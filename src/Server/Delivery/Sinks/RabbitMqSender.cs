using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using RabbitMQ.Client;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// RabbitMQ. A message is delivered when the broker has confirmed it, which for a persistent one means that it is on disk in a queue; one that no
/// queue is bound for comes back (<c>mandatory</c>) and is a failure. It is a CloudEvents event in structured JSON, of content type
/// <c>application/cloudevents+json</c>, its message id that of the notice and its <c>type</c> property the event's type. Wolverine, which knows
/// messages it has had before by ids that are GUIDs, reads it with
/// <code>
/// options.UseRabbitMq(new Uri("amqp://host"));
/// options.RegisterMessageType(typeof(AlertRaised), "cpt.alert.raised.v1");
/// options.ListenToRabbitQueue("alerts").InteropWithCloudEvents();
/// </code>
/// </summary>
internal sealed class RabbitMqSender(Dialer dialer) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Uri, RabbitMqBroker> brokers = new();

    public async Task<SendOutcome> SendAsync(Sink.RabbitMq sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        if (sink.Server.Scheme is not ("amqp" or "amqps"))
            return new SendOutcome.Failed("only amqp and amqps servers can be delivered to");

        var message = notice with { Id = GuidOf(notice.Id) };
        var properties = new BasicProperties
        {
            ContentType = CloudEvent.ContentType,
            ContentEncoding = "utf-8",
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = message.Id,
            Type = notice.Type,
            Timestamp = new AmqpTimestamp(notice.RecordedAt.ToUnixTimeSeconds()),
        };
        var broker = brokers.GetOrAdd(sink.Server, server => new RabbitMqBroker(server, dialer));
        await broker.PublishAsync(sink.Exchange, sink.RoutingKey, properties, CloudEvent.Body(message), secrets.Count > 0 ? secrets[0] : null, cancel);
        return new SendOutcome.Delivered();
    }

    /// <summary>The id itself where it is a GUID, else one that follows from it.</summary>
    internal static string GuidOf(string id) =>
        Guid.TryParseExact(id, "D", out _) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16), bigEndian: true).ToString();

    public async ValueTask DisposeAsync()
    {
        foreach (var broker in brokers.Values)
            await broker.DisposeAsync();
    }
}
