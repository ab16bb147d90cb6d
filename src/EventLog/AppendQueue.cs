using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// Group commit: appends of many callers that wait at the same time become one append, with one seal and one commit, and each caller is told its
/// own outcomes after it. The queue is bounded by signals; what does not fit is refused at once and nothing of it is stored.
/// </summary>
public sealed class AppendQueue : IAsyncDisposable
{
    private const int MostAtOnce = 10_000;

    private readonly SignalLog log;
    private readonly int capacity;
    private readonly Action<SignalAppend, TimeSpan> appended;
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task appending;
    private int depth;

    /// <param name="capacity">Signals that may wait at most; a single call with more is taken when nothing else waits.</param>
    /// <param name="appended">Told of each append and how long it took, before its callers are.</param>
    public AppendQueue(SignalLog log, int capacity, Action<SignalAppend, TimeSpan> appended)
    {
        (this.log, this.capacity, this.appended) = (log, capacity, appended);
        appending = Task.Run(AppendAsync);
    }

    /// <summary>Signals that wait or are being appended.</summary>
    public int Depth => Volatile.Read(ref depth);

    /// <summary>
    /// Takes signals to be appended; false where the queue is full or closed. <paramref name="outcomes"/> ends after the commit with one outcome for
    /// each signal, or fails as <see cref="SignalLog.AppendAsync"/> does: nothing was stored, or it is unknown and sending the same signals again is safe.
    /// </summary>
    public bool TryAppend(IReadOnlyList<Signal> signals, [NotNullWhen(true)] out Task<IReadOnlyList<Outcome>>? outcomes)
    {
        var request = new Waiting(signals);
        var waiting = Interlocked.Add(ref depth, signals.Count);
        var taken = (waiting <= capacity || waiting == signals.Count) && queue.Writer.TryWrite(request);
        if (!taken)
            Interlocked.Add(ref depth, -signals.Count);
        outcomes = taken ? request.Done.Task : null;
        return taken;
    }

    /// <summary>Appends what waits, then ends; what comes later is refused.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await appending;
    }

    private async Task AppendAsync()
    {
        var group = new List<Waiting>();
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            for (var size = 0; size < MostAtOnce && queue.Reader.TryRead(out var next); size += next.Signals.Count)
                group.Add(next);
            await AppendAsync(group);
        }
    }

    private async Task AppendAsync(List<Waiting> group)
    {
        try
        {
            await AppendTogetherAsync(group);
        }
        catch (PostgresException) when (group.Count > 1)
        {
            // The database refused a row of one of them: it must not be the others' fate.
            foreach (var one in group)
                await AppendAsync([one]);
        }
        catch (Exception e)
        {
            foreach (var waiting in group)
                End(waiting, () => waiting.Done.SetException(e));
        }
    }

    private async Task AppendTogetherAsync(List<Waiting> group)
    {
        var start = Stopwatch.GetTimestamp();
        IReadOnlyList<Signal> signals = group is [var only] ? only.Signals : [.. group.SelectMany(waiting => waiting.Signals)];
        var append = await log.AppendAsync(signals, history: false, CancellationToken.None);
        appended(append, Stopwatch.GetElapsedTime(start));

        var first = 0;
        foreach (var waiting in group)
        {
            IReadOnlyList<Outcome> own = group.Count == 1 ? append.Outcomes : new ArraySegment<Outcome>((Outcome[])append.Outcomes, first, waiting.Signals.Count);
            first += waiting.Signals.Count;
            End(waiting, () => waiting.Done.SetResult(own));
        }
    }

    private void End(Waiting waiting, Action end)
    {
        Interlocked.Add(ref depth, -waiting.Signals.Count);
        end();
    }

    private sealed record Waiting(IReadOnlyList<Signal> Signals)
    {
        public TaskCompletionSource<IReadOnlyList<Outcome>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
