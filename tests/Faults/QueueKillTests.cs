using RabbitMQ.Client;

namespace CustomerPerformanceTracker.Faults;

/// <summary>Signals come through a real RabbitMQ, every one twice, while the broker and the server that consumes are killed with SIGKILL in turns.</summary>
public sealed class QueueKillTests
{
    private const string Queue = "signals";
    private const int Seed = 77;
    private static readonly int Ids = FaultTests.AreLong ? 20_000 : 1_500;
    private static readonly string[] Killed = FaultTests.AreLong ? ["server", "broker", "server", "broker", "server"] : ["server", "broker"];

    /// <summary>Every other id is a GUID; every fourth signal is a CloudEvent, whose identity is its source and its id.</summary>
    private readonly (string Id, bool IsEvent)[] signals =
    [
        .. Enumerable.Range(0, Ids).Select(i => (i % 2 == 0 ? GuidOf(i) : $"order № {i}/\"é\"", i % 4 == 3)),
    ];

    [Fact]
    public async Task Each_signal_of_a_queue_is_stored_once_although_broker_and_server_are_killed()
    {
        await using var daemon = new Daemon();
        var broker = await BrokerProcess.StartAsync(daemon);
        await broker.MakeQueueAsync(Queue);
        await using var folder = ServedFolder.Make();
        var consume = $"amqp://guest:guest@127.0.0.1:{broker.Port}/?queue={Queue}";
        using var http = new HttpClient();
        await PublishAsync(broker, "counted");
        await folder.ServeAsync("--consume", consume);
        var undisturbed = await UndisturbedAsync(broker, folder, http);

        // From here on messages come while processes are killed.
        var publishing = PublishAsync(broker, "kept");
        foreach (var (kill, what) in Killed.Index())
        {
            await StoredAsync(folder, http, at => at >= Ids + (long)Ids * (kill + 1) / (Killed.Length + 2), publishing);
            if (what == "server")
            {
                await folder.KillServerAsync();
                await folder.ServeAsync("--consume", consume);
            }
            else
            {
                await broker.KillAsync();
                await broker.StartAgainAsync();
            }
        }

        await publishing;
        await StoredAsync(folder, http, at => at >= 2 * Ids, publishing);
        await broker.IsEmptyAsync(Queue);
        await folder.StopAsync();
        await broker.IsEmptyAsync(Queue); // what was not acknowledged would wait again

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Ids} signals sent twice: {undisturbed:0} messages a second while nothing was killed; then {string.Join(", ", Killed)} killed"
        );
        var auditor = new Auditor();
        var native = signals.Where(signal => !signal.IsEvent).Select(signal => SignalId.From(signal.Id)).ToArray();
        auditor.Sent(native);
        auditor.Acknowledged(native);
        await folder.ShouldFitAsync(auditor, $"seed {Seed}", audited: "kept");
        (await CountAsync(folder)).ShouldBe(2 * Ids);
        if (FaultTests.AreLong)
            undisturbed.ShouldBeGreaterThan(2_000);
    }

    /// <summary>Messages a second, from the first that is seen stored until the queue, which held them all before, is empty.</summary>
    private static async Task<double> UndisturbedAsync(BrokerProcess broker, ServedFolder folder, HttpClient http)
    {
        await StoredAsync(folder, http, at => at > 0, Task.CompletedTask);
        var start = Stopwatch.GetTimestamp();
        await StoredAsync(folder, http, at => at >= Ids, Task.CompletedTask);
        await broker.IsEmptyAsync(Queue);
        return 2 * Ids / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Sends every signal twice, in another order the second time, each until the broker has confirmed it.</summary>
    private async Task PublishAsync(BrokerProcess broker, string campaign)
    {
        var (again, random) = (signals.ToArray(), new Random(Seed));
        random.Shuffle(again);
        foreach (var some in signals.Concat(again).Chunk(250))
        {
            while (!await TryPublishAsync(broker, some, campaign))
                await Task.Delay(100);
        }
    }

    private static async Task<bool> TryPublishAsync(BrokerProcess broker, (string Id, bool IsEvent)[] some, string campaign)
    {
        try
        {
            await broker.DoAsync(async channel =>
            {
                await Task.WhenAll(
                    some.Select(async signal =>
                    {
                        var (id, isEvent) = signal;
                        var properties = new BasicProperties
                        {
                            DeliveryMode = DeliveryModes.Persistent,
                            ContentType = isEvent ? "application/cloudevents+json" : "application/json",
                        };
                        await channel.BasicPublishAsync(
                            "",
                            Queue,
                            mandatory: true,
                            properties,
                            Encoding.UTF8.GetBytes(isEvent ? Event(id, campaign) : Native(id, campaign))
                        );
                    })
                );
            });
            return true;
        }
        catch (Exception e)
            when (e is RabbitMQ.Client.Exceptions.RabbitMQClientException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static async Task StoredAsync(ServedFolder folder, HttpClient http, Func<long, bool> isEnough, Task publishing)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            if (publishing.IsFaulted)
                await publishing;
            var text = await http.GetStringAsync(new Uri(folder.Url, "v1/log/head"));
            if (isEnough(JsonElement.Parse(text).GetProperty("signals").GetInt64()))
                return;
            waited.Elapsed.ShouldBeLessThan(Patience.Limit, $"the signals never came: {text}");
        }
    }

    private static async Task<long> CountAsync(ServedFolder folder)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path }, CancellationToken.None);
        await using var source = Npgsql.NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("select count(distinct (campaign, id)) from log.signal");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string GuidOf(int i) => new Guid(i, 7, 7, 1, 2, 3, 4, 5, 6, 7, 8).ToString();

    private static string Native(string id, string campaign) =>
        $$"""{"id":{{JsonSerializer.Serialize(id)}},"type":"click","campaign":"{{campaign}}","occurredAt":"2025-03-01T12:00:00Z"}""";

    private static string Event(string id, string campaign) =>
        $$$"""{"specversion":"1.0","source":"/shop","id":{{{JsonSerializer.Serialize(id)}}},"type":"org.example.click","time":"2025-03-01T12:00:00Z","data":{"campaign":"{{{campaign}}}-events"}}""";
}
