using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>A message of a queue, with a copy of its body. <paramref name="Tag"/> is what it is acknowledged by.</summary>
internal readonly record struct Message(ulong Tag, string ContentType, string ContentEncoding, ReadOnlyMemory<byte> Body);

/// <summary>
/// The messages that the broker has delivered and nobody has read yet, in the order of their tags. The reader's end is the channel's: it fails with what
/// ended the channel. How many wait is bounded by the channel's prefetch count.
/// </summary>
internal sealed class Messages(IChannel channel) : AsyncDefaultBasicConsumer(channel)
{
    private readonly Channel<Message> arrived = System.Threading.Channels.Channel.CreateUnbounded<Message>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );

    public ChannelReader<Message> Reader => arrived.Reader;

    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default
    )
    {
        // The client uses the body's memory again once this returns.
        arrived.Writer.TryWrite(new Message(deliveryTag, properties.ContentType ?? "", properties.ContentEncoding ?? "", body.ToArray()));
        return Task.CompletedTask;
    }

    public override Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        arrived.Writer.TryComplete(new QueueGoneException());
        return base.HandleBasicCancelAsync(consumerTag, cancellationToken);
    }

    public override Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        arrived.Writer.TryComplete(new OperationInterruptedException(reason));
        return base.HandleChannelShutdownAsync(channel, reason);
    }
}

/// <summary>The broker ended the consumer itself.</summary>
internal sealed class QueueGoneException() : Exception("the queue was deleted, or its node left the cluster");
