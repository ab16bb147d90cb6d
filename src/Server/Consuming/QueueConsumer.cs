using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>
/// Takes the messages of one queue into the signal log, each signal once. A message is acknowledged after the commit of the append that holds its signals,
/// so a broker or a server that is killed leaves messages that are delivered again, and what of them was stored is then a duplicate. Up to
/// <see cref="MostUnacknowledged"/> messages are under way at a time; what has arrived when an append begins goes into that one append.
/// The queue is declared passively: how it is declared is its owner's business, and another declaration would be refused.
/// </summary>
internal sealed class QueueConsumer(SignalQueue queue, LiveWorkspace workspace, ConsumerFigures figures, ILogger logger)
{
    public const ushort MostUnacknowledged = 500;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Full = TimeSpan.FromMilliseconds(100);

    private readonly MessageReaders readers = new();
    private TimeSpan wait = FirstWait;
    private string? told;

    /// <summary>Consumes until cancelled, connecting again after every failure. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                figures.Failed();
                await RestAsync(WordsOf(failure), cancel);
            }
            finally
            {
                figures.IsConnected = false;
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken cancel)
    {
        await using var connection = await queue.ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        await channel.QueueDeclarePassiveAsync(queue.Name, cancel);
        await channel.BasicQosAsync(prefetchSize: 0, MostUnacknowledged, global: false, cancel);
        var messages = new Messages(channel);
        await channel.BasicConsumeAsync(queue.Name, autoAck: false, messages, cancel);
        (figures.IsConnected, told) = (true, null);
        logger.Consuming(queue.Name, queue.Server.Authority, workspace.Name);
        while (await messages.Reader.WaitToReadAsync(cancel))
        {
            var batch = new MessageBatch(readers);
            while (batch.Messages < MostUnacknowledged && batch.Signals < BodyLimits.Items && messages.Reader.TryRead(out var message))
                batch.Add(message);
            await StoreAsync(batch, cancel);
            await channel.BasicAckAsync(batch.LastTag, multiple: true, cancel);
            figures.Acknowledged(batch);
            wait = FirstWait;
        }
    }

    /// <summary>Stores the batch however long the database is away: it holds what it was sent, and more than that is not sent meanwhile.</summary>
    private async Task StoreAsync(MessageBatch batch, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (await batch.TryStoreAsync(workspace, queue.Source, cancel))
                    break;
                await Task.Delay(Full, cancel);
            }
            catch (Exception failure) when (failure is AppendDeadlineException or NpgsqlException)
            {
                await RestAsync(failure.Message, cancel);
                cancel.ThrowIfCancellationRequested();
            }
        }

        if (batch.Rejected > 0)
            Telemetry.Rejected(workspace.Name, batch.Rejected);
        if (batch.Count(Outcome.Conflict) is > 0 and var conflicts)
            logger.MessagesConflict(conflicts, queue.Name, workspace.Name);
    }

    /// <summary>Tells the trouble, once while it stays the same, and waits, each time twice as long.</summary>
    private async Task RestAsync(string why, CancellationToken cancel)
    {
        if (told != why)
            logger.ConsumingFailed(queue.Name, queue.Server.Authority, told = why);
        await cancel.WaitAsync(wait * (0.5 + Random.Shared.NextDouble() / 2));
        wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
    }

    private static string WordsOf(Exception failure) =>
        failure switch
        {
            OperationInterruptedException { ShutdownReason.ReplyCode: Constants.NotFound } =>
                "the queue does not exist. It is not made here; make it, durable, and bind it to what sends signals",
            QueueGoneException => failure.Message,
            OperationInterruptedException { ShutdownReason.ReplyCode: Constants.AccessRefused } => "the account may not read the queue",
            _ => FailureWords.Of(failure),
        };
}
