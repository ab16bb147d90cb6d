using System.Collections.Concurrent;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Keeping;

/// <summary>
/// Keeps signed checkpoints of every open workspace while the server runs: after so many seals or so much time, in the data folder and in the
/// further folders, each for itself. What fails is told and tried again at the next look; it never holds up what is appended.
/// </summary>
internal sealed class CheckpointKeeper(LiveWorkspaces workspaces, ServerOptions options, TimeProvider clock, ILogger<CheckpointKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Checkpoint> signed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Size, long At)> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    /// <summary>The head as a signed checkpoint, or unsigned where there is no data folder. One that was signed is given out again until the head moves.</summary>
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
                await LookAsync(workspace.Engine, data, stoppingToken);
            await stoppingToken.WaitAsync(Look);
        }
    }

    private async Task LookAsync(Engine engine, string data, CancellationToken cancel)
    {
        var name = engine.Workspace.Name;
        try
        {
            var head = await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel);
            if (!kept.TryGetValue(name, out var last))
                kept[name] = last = ((await NotaryOf(engine, data).Kept.ReadAsync(cancel)).LastOrDefault()?.Size ?? 0, clock.GetTimestamp());
            if (head.Seals <= last.Size || (head.Seals - last.Size < options.CheckpointSeals && clock.GetElapsedTime(last.At) < options.CheckpointEvery))
                return;

            var checkpoint = await NotaryOf(engine, data).KeepAsync(cancel);
            kept[name] = (checkpoint.Size, clock.GetTimestamp());
            told.Remove(name);
            foreach (var folder in options.CheckpointFolders)
                await CopyAsync(engine.Workspace, checkpoint, folder, cancel);
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

    private static Notary NotaryOf(Engine engine, string data) => new(engine.Database, engine.Workspace, data);
}
