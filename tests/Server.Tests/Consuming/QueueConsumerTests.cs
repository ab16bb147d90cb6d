using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Server.Consuming;
using RabbitMQ.Client;

namespace CustomerPerformanceTracker.Server.Tests.Consuming;

/// <summary>A real broker's messages become signals, or rejected rows.</summary>
public sealed class QueueConsumerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Messages_are_read_as_bodies_are_and_what_cannot_be_read_is_kept_with_its_reason()
    {
        await using var daemon = new Daemon();
        var broker = await BrokerProcess.StartAsync(daemon);
        var queue = SignalQueue.Parse($"amqp://127.0.0.1:{broker.Port}?queue=signals");
        var (figures, told) = (new ConsumerFigures(queue.Name), new Told());
        using var stop = new CancellationTokenSource();
        var consuming = new QueueConsumer(queue, await server.Server.Workspaces.OpenAsync("default"), figures, told).RunAsync(stop.Token);

        // The queue is not made here; until its owner has made it, the trouble is told and tried again.
        await Until.TrueAsync(() => Task.FromResult(told.Lines.Any(line => line.Contains("the queue does not exist", StringComparison.Ordinal))));
        await broker.DoAsync(async channel =>
        {
            await channel.QueueDeclareAsync(
                "signals",
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-dead-letter-exchange"] = "elsewhere" }
            );
            await SendAsync(channel, Signals.Visit("one of them"), contentType: null);
            await SendAsync(channel, Signals.Array([Signals.Visit("v1"), Signals.Visit("v2"), Signals.Visit("v1")]), "application/json");
            await SendAsync(channel, Signals.Visit("l1") + "\n" + Signals.Visit("l2") + "\n", "application/x-ndjson");
            await SendAsync(channel, Event("/shop", "v1"), "application/cloudevents+json; charset=utf-8");
            await SendAsync(channel, $"[{Event("/shop", "v1")},{Event("/app", "v1")}]", "application/cloudevents-batch+json");
            await SendAsync(channel, Signals.Visit("v2", count: 2), "application/json");
            foreach (var broken in new[] { "{\"id\":", "", "[1", "{\"id\":\"x\",\"type\":\"dance\"}", "{\"id\":\"x\",\"type\":\"dance\"}" })
                await SendAsync(channel, broken, "application/json");
            await SendAsync(channel, """{"specversion":"0.3"}""", "application/cloudevents+json");
            await SendAsync(channel, "packed", "application/json", "gzip");
        });

        await Until.TrueAsync(() => Task.FromResult(figures.Messages == 13));
        await stop.CancelAsync();
        await consuming;
        await broker.IsEmptyAsync("signals");

        figures.Of("accepted").ShouldBe(7);
        figures.Of("duplicate").ShouldBe(2);
        figures.Of("conflict").ShouldBe(1);
        figures.Of("rejected").ShouldBe(7);
        var rejected = await server.Engine.Rejects.OpenAsync(0, 100, CancellationToken.None);
        rejected.ShouldAllBe(row => row.Source == "RabbitMQ queue signals");
        rejected
            .Select(row => row.Code)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                [RejectCode.InvalidJson, RejectCode.MissingField, "empty_body", "not_a_json_array", RejectCode.UnknownType, "unknown_encoding"],
                ignoreOrder: true
            );
        told.Lines.ShouldContain(line => line.Contains("1 signals of the queue signals", StringComparison.Ordinal));
    }

    private static async Task SendAsync(IChannel channel, string body, string? contentType, string? encoding = null)
    {
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        if (contentType is not null)
            properties.ContentType = contentType;
        if (encoding is not null)
            properties.ContentEncoding = encoding;
        await channel.BasicPublishAsync("", "signals", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private static string Event(string source, string id) =>
        $$$"""{"specversion":"1.0","source":"{{{source}}}","id":"{{{id}}}","type":"org.example.visit","time":"2025-03-01T12:00:00Z","data":{"campaign":"spring"}}""";

    private sealed class Told : ILogger
    {
        private readonly Lock gate = new();
        private readonly List<string> lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (gate)
                    return [.. lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (gate)
                lines.Add(formatter(state, exception));
        }
    }
}
