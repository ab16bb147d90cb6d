using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// Finds once a minute what was due by the boards and was not done, and does it: messages that were lost, or never sent because a command of the command line
/// decided, change nothing. What comes due before the next sweep gets a wake-up. Every server sweeps; the first one decides.
/// </summary>
internal sealed class Sweep(Database database, IWorkspaces workspaces, IMessageBus bus, TimeProvider clock, ILogger<Sweep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How long a wake-up has to do it before the sweep does.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(5);

    /// <summary>What cannot be done yet, as an effect whose campaign fell silent cannot be read, is tried again after an hour.</summary>
    private static readonly Duration Again = Duration.FromHours(1);

    private readonly Dictionary<(string Workspace, Due Due), Instant> undone = [];

    /// <summary>One sweep over all workspaces. Returns how much was decided.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var decided = 0;
        foreach (var name in await workspaces.NamesAsync(cancel))
        {
            if (await workspaces.FindAsync(name, cancel) is not { } engine)
                continue;
            var now = clock.GetCurrentInstant();
            var done = 0;
            foreach (var due in await DueStreams.ByAsync(database, engine.Workspace, now + Duration.FromTimeSpan(Interval), cancel))
            {
                if (due.At > now - Slack)
                    await bus.ScheduleAsync(new WakeUp(name, due.Board, due.Id, due.Version.Value), Instant.Max(due.At, now).ToDateTimeOffset());
                else if (!undone.TryGetValue((name, due), out var again) || again <= now)
                    done += await TryAsync(engine, due, cancel) ? 1 : 0;
            }

            if (done > 0)
                workspaces.Wake(name);
            decided += done;
        }

        return decided;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Servers that start together do not sweep together.
        await Task.Delay(Interval * (0.1 + Random.Shared.NextDouble() / 10), clock, stoppingToken);
        while (true)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                logger.SweepFailed(e);
            }

            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(Engine engine, Due due, CancellationToken cancel)
    {
        var key = (engine.Workspace.Name, due);
        try
        {
            undone.Remove(key);
            if (await DueStreams.DoAsync(engine, due.Board, due.Id, due.Version, cancel))
                return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            logger.DueFailed(due.Board, due.Id, engine.Workspace.Name, e);
        }

        undone[key] = clock.GetCurrentInstant() + Again;
        return false;
    }
}
