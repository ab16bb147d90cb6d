using System.Collections.Concurrent;
using CustomerPerformanceTracker.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Keeping;

/// <summary>
/// Keeps signed checkpoints of every open workspace while the server runs: after so many seals or so much time, in the data folder, in the further
/// folders, each for itself, and in the outbox of the subscriptions that want them. What fails is told and tried again at the next look; it never
/// holds up what is appended.
/// </summary>
internal sealed class CheckpointKeeper(LiveWorkspaces workspaces, ServerOptions options, TimeProvider clock, ILogger<CheckpointKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Notary> notaries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Checkpoint> signed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Checkpoint? Newest, long At, long WholeAt)> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Workspace, string Subscription), int> put = [];
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    /// <summary>
    /// The head as a signed checkpoint, or unsigned where there is no data folder. One that was signed is given out again until the head moves.
    /// </summary>
    public async Task<Checkpoint> SignAsync(Engine engine, HeadRow head, CancellationToken cancel)
    {
        var body = head.Checkpoint(engine.Workspace);
        if (options.DataFolder is null)
            return body;
        if (signed.TryGetValue(engine.Workspace.Name, out var known) && known.Body == body.Body)
            return known;
        return signed[engine.Workspace.Name] = await NotaryOf(engine, options.DataFolder).SignAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.DataFolder is { } data && !stoppingToken.IsCancellationRequested)
        {
            foreach (var workspace in workspaces.All)
                await LookAsync(workspace, data, stoppingToken);
            await stoppingToken.WaitAsync(Look);
        }
    }

    private async Task LookAsync(LiveWorkspace workspace, string data, CancellationToken cancel)
    {
        var (engine, name) = (workspace.Engine, workspace.Name);
        try
        {
            var head = await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel);
            if (!kept.TryGetValue(name, out var last))
                kept[name] = last = ((await NotaryOf(engine, data).Kept.ReadAsync(cancel)).LastOrDefault(), clock.GetTimestamp(), clock.GetTimestamp());
            if (IsDue(head, last.Newest?.Size ?? 0, last.At))
            {
                // All seals are read now and then, and those since the last time in between, or a busy log would be read over and over.
                var goOn = clock.GetElapsedTime(last.WholeAt) < options.CheckpointEvery;
                var newest = await NotaryOf(engine, data).KeepAsync(goOn, cancel);
                var now = clock.GetTimestamp();
                kept[name] = last = (newest, now, goOn ? last.WholeAt : now);
                foreach (var folder in options.CheckpointFolders)
                    await CopyAsync(engine.Workspace, newest, folder, cancel);
            }

            // One from before there were keys would be no use to a witness.
            if (last.Newest is { Note: not null } signedNow)
                await PutAsync(workspace, signedNow, cancel);
            told.Remove(name);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or UnauthorizedAccessException or FormatException)
        {
            // The same trouble every second is told once.
            if (told.GetValueOrDefault(name) != e.Message)
                logger.CheckpointFailed(name, told[name] = e.Message);
        }
    }

    private bool IsDue(HeadRow head, int size, long at) =>
        head.Seal.Value > size && (head.Seal.Value - size >= options.CheckpointSeals || clock.GetElapsedTime(at) >= options.CheckpointEvery);

    /// <summary>Puts it into the outbox of who wants it and has not had it.</summary>
    private async Task PutAsync(LiveWorkspace workspace, Checkpoint newest, CancellationToken cancel)
    {
        foreach (
            var subscription in (await workspace.Engine.Subscriptions.ListAsync(cancel)).Where(one =>
                one is { State: SubscriptionState.Active, Topic: SubscriptionTopic.Checkpoints }
            )
        )
        {
            if (put.GetValueOrDefault((workspace.Name, subscription.Id)) >= newest.Size)
                continue;
            await workspace.Engine.Outbox.PutAsync(subscription.Id, newest, cancel);
            put[(workspace.Name, subscription.Id)] = newest.Size;
            workspace.Recorded.Beat();
        }
    }

    private async Task CopyAsync(Workspace workspace, Checkpoint checkpoint, string folder, CancellationToken cancel)
    {
        try
        {
            await new CheckpointFile(folder, workspace).AddAsync(checkpoint, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.CopyFailed(workspace.Name, folder, e.Message);
        }
    }

    private Notary NotaryOf(Engine engine, string data) =>
        notaries.GetOrAdd(engine.Workspace.Name, static (_, of) => new Notary(of.engine.Database, of.engine.Workspace, of.data), (engine, data));
}
