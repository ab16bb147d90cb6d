using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>A database in which every test has a workspace of its own.</summary>
public sealed class DispatchSpace : IAsyncLifetime
{
    private TestDatabase test = null!;
    private int made;

    internal Database Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestDatabase.MigratedAsync(TrackerModules.All);
        Database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await test.DisposeAsync();
    }

    internal async Task<Dispatching> NewAsync(TimeProvider clock) =>
        new(this, await Engine.OpenAsync(Database, $"w{Interlocked.Increment(ref made)}", "UTC", clock, CancellationToken.None), clock);

    /// <summary>Ends the sessions that hold a workspace's lease, as a crash of their process does; returns how many there were.</summary>
    internal async Task<long> EndLeasesAsync(Engine engine)
    {
        await using var command = Database.Owner.CreateCommand(
            """
            select count(pg_terminate_backend(pid)) from pg_locks
             where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
               and ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)
            """
        );
        command.Parameters.Add(new() { Value = $"cpt dispatch {engine.Workspace.Id}" });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>One workspace and what a test does with it.</summary>
internal sealed class Dispatching(DispatchSpace space, Engine engine, TimeProvider clock)
{
    private static readonly Authorship Ada = new("ada", "to be told");

    /// <summary>The seed of the waits between attempts.</summary>
    public const int Seed = 11;

    private readonly Pulse recorded = new();

    public Engine Engine => engine;

    public TestSender Sender { get; } = new(clock);

    public Dispatcher Start(ISender? sender = null, Engine? of = null) =>
        new(of ?? engine, recorded, sender ?? Sender, clock, new Random(Seed), NullLogger.Instance);

    public Task<Engine> AgainAsync() => Engine.OpenAsync(space.Database, engine.Workspace.Name, "UTC", clock, CancellationToken.None);

    public Task<long> EndLeasesAsync() => space.EndLeasesAsync(engine);

    public Task<string> AddAsync(string url = "https://example.org/alerts") => AddAsync(new Sink.Webhook(new Uri(url)));

    public async Task<string> AddAsync(Sink sink) =>
        (await engine.Subscriptions.AddAsync(sink, AlertFilter.Everything, fromStart: false, secret: null, Ada, CancellationToken.None)).Subscription.Id;

    public Task<Subscription> ChangeAsync(string id, SubscriptionCommand command) =>
        engine.Subscriptions.ChangeAsync(id, command, Ada, expected: null, CancellationToken.None);

    /// <summary>Records that the alerts were raised; one that was before is commented on.</summary>
    public async Task RaiseAsync(params IEnumerable<string> ids)
    {
        await engine.RaiseAsync(Ada, ids.Select(id => SampleAlerts.Make(id)));
        recorded.Beat();
    }

    public async Task<Silence> SilenceAsync(TimeSpan time)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        return await engine.Silences.SetAsync(new AlertMatcher([], [], [], []), now, now + Duration.FromTimeSpan(time), Ada, CancellationToken.None);
    }

    public async Task ResolveAsync(string id)
    {
        await engine.Alerts.HandleAsync(id, new AlertCommand.Resolve(AlertOutcomes.Fixed), expected: null, Ada, CancellationToken.None);
        recorded.Beat();
    }

    /// <summary>Waits for a fact. The dispatcher is woken meanwhile, as by other appends, so that no wait by a clock that stands is needed.</summary>
    public async Task ComesAsync(Func<Task<bool>> fact, string what)
    {
        using var late = new CancellationTokenSource(Patience.Limit);
        while (!await fact())
        {
            late.IsCancellationRequested.ShouldBeFalse($"it has not come that {what}; sent so far: {string.Join(", ", Sender.All.Select(sent => sent.Alert))}");
            recorded.Beat();
            await Task.Delay(10);
        }
    }

    public Task ComesAsync(Func<bool> fact, string what) => ComesAsync(() => Task.FromResult(fact()), what);

    public Task<IReadOnlyList<OutboxEntry>> ListAsync(string id, DeliveryState? state = null) =>
        engine.Outbox.ListAsync(id, state, after: new Position(0), limit: 1_000, CancellationToken.None);

    public async Task<OutboxEntry> OneAsync(string id) => (await ListAsync(id)).ShouldHaveSingleItem();

    public Task SettledAsync(string id, int deliveries) =>
        ComesAsync(async () => (await ListAsync(id, DeliveryState.Delivered)).Count == deliveries, $"{deliveries} are delivered to {id}");
}
