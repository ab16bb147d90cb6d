using System.Diagnostics;
using CustomerPerformanceTracker.Server.Delivery;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// One workspace being served: its engine, the queue its appends share, and the loop that folds what was appended and lets the detectors see it.
/// Beside it what happened to alerts is delivered (<see cref="Dispatcher"/>). The loop wakes on an append of this process and looks by itself for those of
/// others.
/// </summary>
internal sealed class LiveWorkspace : IAsyncDisposable
{
    private const int QueuedSignals = 50_000;

    /// <summary>Rests between two passes, so that a pass takes in what came meanwhile instead of chasing every append.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Pulse appended = new();
    private readonly Task folding;
    private readonly Dispatcher? dispatcher;
    private long waitingSince;
    private long foldingSince;
    private double lastLag;

    /// <param name="appendDeadline">How long a call waits for its append.</param>
    /// <param name="delivers">Whether what happened to alerts is delivered; otherwise it waits for a server that does.</param>
    public LiveWorkspace(Engine engine, ISender sender, IDigestPaper paper, TimeProvider clock, TimeSpan appendDeadline, bool delivers, ILogger logger)
    {
        (Engine, Sender, Paper, this.logger) = (engine, sender, paper, logger);
        Queue = new AppendQueue(engine.Log, QueuedSignals, Appended, appendDeadline);
        Access = new AccessLog(engine.Journal, clock);
        folding = Task.Run(FoldAsync);
        dispatcher = delivers ? new Dispatcher(engine, Recorded, sender, clock, Random.Shared, logger, paper) : null;
    }

    public Engine Engine { get; }

    /// <summary>What its deliveries are sent by.</summary>
    public ISender Sender { get; }

    /// <summary>How people see the digests among them.</summary>
    public IDigestPaper Paper { get; }

    public string Name => Engine.Workspace.Name;

    public AppendQueue Queue { get; }

    public AccessLog Access { get; }

    /// <summary>Beats after each pass of the detectors and each command that wrote to the journal.</summary>
    public Pulse Recorded { get; } = new();

    /// <summary>How long the oldest committed signal of this process that is not folded yet has waited; when none waits, how long the last ones did.</summary>
    public double LagSeconds => Math.Max(lastLag, Math.Max(Age(ref foldingSince), Age(ref waitingSince)));

    /// <summary>What the last pass failed with; null after one that went well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Lets the loop look again at once, after something was recorded otherwise than through the queue.</summary>
    public void Wake()
    {
        appended.Beat();
        Recorded.Beat();
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        if (dispatcher is not null)
            await dispatcher.DisposeAsync();
        await stop.CancelAsync();
        await folding;
        stop.Dispose();
        await WriteRefusalsAsync();
    }

    /// <summary>Those that wait for their hour.</summary>
    private async Task WriteRefusalsAsync()
    {
        try
        {
            await Access.WriteAsync(all: true, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            logger.RefusalsLost(Name, e.Message);
        }
    }

    private void Appended(SignalAppend append, TimeSpan taken)
    {
        Telemetry.Appended(Name, append, taken);
        Interlocked.CompareExchange(ref waitingSince, Stopwatch.GetTimestamp(), 0);
        appended.Beat();
    }

    private static double Age(ref long since) => Interlocked.Read(ref since) is > 0 and var at ? Stopwatch.GetElapsedTime(at).TotalSeconds : 0;

    private async Task FoldAsync()
    {
        SealNumber? folded = null;
        while (!stop.IsCancellationRequested)
        {
            var beat = appended.Next;
            try
            {
                // Taken before the look at the head: what is appended behind it waits for the next pass.
                var since = Interlocked.Exchange(ref waitingSince, 0);
                Interlocked.Exchange(ref foldingSince, since);
                var head = await HeadRow.ReadAsync(Engine.Database, Engine.Workspace, stop.Token);
                if (head.Seal != folded)
                {
                    using var activity = Telemetry.Activities.StartActivity("fold");
                    var start = Stopwatch.GetTimestamp();
                    await Engine.CatchUpAsync(progress: null, until: head.Seal, stop.Token);
                    Telemetry.Folded(Name, Stopwatch.GetElapsedTime(start));
                    lastLag = Age(ref foldingSince);
                    folded = head.Seal;
                    Recorded.Beat();
                }

                Interlocked.Exchange(ref foldingSince, 0);
                await Access.WriteAsync(all: false, stop.Token);
                Failure = null;
                await Task.Delay(Rest, stop.Token);
                await beat.WaitAsync(Patience, stop.Token);
            }
            catch (TimeoutException)
            {
                // Nothing was appended here; another process may have.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failure = e.Message;
                logger.FoldFailed(Name, e);
                await stop.Token.WaitAsync(Patience);
            }
        }
    }
}
