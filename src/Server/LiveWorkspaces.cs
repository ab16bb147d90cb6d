using System.Collections.Concurrent;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Pages.Digests;
using CustomerPerformanceTracker.Workflow;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server;

/// <summary>The workspaces of the database, each opened when it is first asked for.</summary>
internal sealed class LiveWorkspaces(
    Database database,
    ServerOptions options,
    ISender sender,
    TimeProvider clock,
    ILoggerFactory loggers,
    Lazy<IDecisionOutbox?> outbox
) : IWorkspaces, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LiveWorkspace>>> open = new(StringComparer.Ordinal);

    public Database Database => database;

    /// <summary>Those that are open.</summary>
    public IEnumerable<LiveWorkspace> All =>
        open.Values.Where(one => one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }).Select(one => one.Value.Result);

    /// <summary>Opens every workspace there is, so that their projections and detectors run.</summary>
    public async Task OpenAllAsync(CancellationToken cancel)
    {
        foreach (var name in await Workspace.NamesAsync(database, cancel))
            await OpenAsync(name);
    }

    /// <summary>The workspace of that name, made where it does not exist.</summary>
    public async Task<LiveWorkspace> OpenAsync(string name)
    {
        var opening = open.GetOrAdd(name, static (name, self) => new Lazy<Task<LiveWorkspace>>(() => self.StartAsync(name)), this);
        try
        {
            return await opening.Value;
        }
        catch
        {
            // The next request tries again.
            open.TryRemove(new KeyValuePair<string, Lazy<Task<LiveWorkspace>>>(name, opening));
            throw;
        }
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel) => Workspace.NamesAsync(database, cancel);

    public async Task<Engine?> FindAsync(string name, CancellationToken cancel) =>
        await Workspace.FindAsync(database, name, cancel) is null ? null : (await OpenAsync(name)).Engine;

    public void Wake(string name) => All.FirstOrDefault(one => one.Name == name)?.Wake();

    public async ValueTask DisposeAsync()
    {
        // The container knows it under two types, and disposes of it for each.
        foreach (var name in open.Keys)
        {
            if (open.TryRemove(name, out var one) && one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await one.Value.Result.DisposeAsync();
        }
    }

    private async Task<LiveWorkspace> StartAsync(string name)
    {
        var engine = await Engine.OpenAsync(database, name, options.Zone, clock, erasuresUnder: options.DataFolder, CancellationToken.None);
        var logger = loggers.CreateLogger<LiveWorkspace>();
        if (options.DataFolder is { } dataFolder)
            await EraseAgainAsync(engine.ErasureUnder(dataFolder), name, logger);
        engine.Journal.Outbox = outbox.Value;
        return new LiveWorkspace(engine, sender, new DigestPaper(options.Delivery.Pages), clock, options.AppendDeadline, options.Listens, logger);
    }

    /// <summary>A database that was restored from a backup may hold whom it had erased.</summary>
    private static async Task EraseAgainAsync(Erasure erasure, string name, ILogger logger)
    {
        if (await erasure.ApplyListAsync(CancellationToken.None) is not { Count: > 0 and var count })
            return;
        logger.ErasedAgain(name, count);
        foreach (var left in await erasure.SweepAsync(CancellationToken.None))
            logger.SweepLeft(name, left);
    }
}
