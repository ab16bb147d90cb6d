using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Group commit: appends of many callers that wait at the same time become one append, with one seal and one commit, and each caller is told its
/// own outcomes after it. The queue is bounded by signals; what does not fit is refused at once and nothing of it is stored. It is bounded in time too: a call
/// that has waited for its deadline, because another transaction holds the workspace's head row or the database does not answer, ends with
/// <see cref="AppendDeadlineException"/> where its append is surely not stored, and is answered as soon as that is known where it is being committed.
/// </summary>
public sealed class AppendQueue : IAsyncDisposable
{
    private const int MostAtOnce = 10_000;

    /// <summary>An append is tried for at least so long, also for callers of whom the first is about to give up: the others wait with it.</summary>
    private static readonly TimeSpan LeastTry = TimeSpan.FromSeconds(1);

    private readonly SignalLog log;
    private readonly int capacity;
    private readonly Action<SignalAppend, TimeSpan> appended;
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TimeSpan deadline;
    private readonly Task appending;
    private int depth;
    private long oldest;

    /// <param name="capacity">Signals that may wait at most; a single call with more is taken when nothing else waits.</param>
    /// <param name="appended">Told of each append and how long it took, before its callers are.</param>
    /// <param name="deadline">How long a call waits for its turn, the lock and the database together.</param>
    public AppendQueue(SignalLog log, int capacity, Action<SignalAppend, TimeSpan> appended, TimeSpan deadline)
    {
        (this.log, this.capacity, this.appended, this.deadline) = (log, capacity, appended, deadline);
        appending = Task.Run(AppendAsync);
    }

    /// <summary>Signals that wait or are being appended.</summary>
    public int Depth => Volatile.Read(ref depth);

    /// <summary>How long the caller that has waited longest has waited; zero where none waits.</summary>
    public TimeSpan OldestWait => Depth > 0 && Volatile.Read(ref oldest) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>
    /// Takes signals to be appended; false where the queue is full or closed. <paramref name="outcomes"/> ends after the commit with one outcome for
    /// each signal, with <see cref="AppendDeadlineException"/> where nothing was stored in time, or fails as <see cref="SignalLog.AppendAsync"/> does: nothing
    /// was stored, or it is unknown. Sending the same signals again is safe in any case: what is stored already is a duplicate.
    /// </summary>
    public bool TryAppend(IReadOnlyList<Signal> signals, [NotNullWhen(true)] out Task<IReadOnlyList<Outcome>>? outcomes)
    {
        var request = new Waiting(signals);
        var waiting = Interlocked.Add(ref depth, signals.Count);
        var taken = (waiting <= capacity || waiting == signals.Count) && queue.Writer.TryWrite(request);
        if (!taken)
            Interlocked.Add(ref depth, -signals.Count);
        outcomes = taken ? AnswerAsync(request) : null;
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
            var size = 0;
            while (size < MostAtOnce && queue.Reader.TryRead(out var next))
            {
                if (!next.TryClaim())
                    continue;
                group.Add(next);
                size += next.Signals.Count;
            }

            if (group.Count > 0)
                await AppendAsync(group);
            Volatile.Write(ref oldest, 0);
        }
    }

    /// <summary>The outcomes; gives the request up where its deadline passes before the queue takes it out.</summary>
    private async Task<IReadOnlyList<Outcome>> AnswerAsync(Waiting request)
    {
        try
        {
            return await request.Done.Task.WaitAsync(deadline);
        }
        catch (TimeoutException) when (request.TryClaim())
        {
            End(request, () => request.Done.SetException(new AppendDeadlineException(deadline)));
        }
        catch (TimeoutException)
        {
            // It is being appended: what becomes of it is known when that ends.
        }

        return await request.Done.Task;
    }

    private async Task AppendAsync(List<Waiting> group)
    {
        try
        {
            await AppendTogetherAsync(group);
        }
        catch (Exception e) when (IsTooLate(e))
        {
            // It was taken back before its commit. Who has time left waits on, with those who came meanwhile behind them.
            foreach (var late in group.Where(waiting => Stopwatch.GetElapsedTime(waiting.Since) >= deadline))
                End(late, () => late.Done.SetException(new AppendDeadlineException(deadline)));
            if (group.FindAll(waiting => !waiting.Done.Task.IsCompleted) is { Count: > 0 } rest)
                await AppendAsync(rest);
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
        Volatile.Write(ref oldest, group[0].Since);
        var left = deadline - Stopwatch.GetElapsedTime(group[0].Since, start);
        using var tooLate = new CancellationTokenSource(left > LeastTry ? left : LeastTry);
        IReadOnlyList<Signal> signals = group is [var only] ? only.Signals : [.. group.SelectMany(waiting => waiting.Signals)];
        var append = await log.AppendAsync(signals, history: false, tooLate.Token);
        appended(append, Stopwatch.GetElapsedTime(start));

        var first = 0;
        foreach (var waiting in group)
        {
            IReadOnlyList<Outcome> own =
                group.Count == 1 ? append.Outcomes : new ArraySegment<Outcome>((Outcome[])append.Outcomes, first, waiting.Signals.Count);
            first += waiting.Signals.Count;
            End(waiting, () => waiting.Done.SetResult(own));
        }
    }

    /// <summary>Whether an append was broken off because it took too long, or PostgreSQL did not give it its lock in time.</summary>
    private static bool IsTooLate(Exception e) =>
        e is OperationCanceledException or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled };

    private void End(Waiting waiting, Action end)
    {
        Interlocked.Add(ref depth, -waiting.Signals.Count);
        end();
    }

    private sealed class Waiting(IReadOnlyList<Signal> signals)
    {
        private int claimed;

        public IReadOnlyList<Signal> Signals => signals;

        public long Since { get; } = Stopwatch.GetTimestamp();

        /// <summary>True for the first who asks: the queue that appends it, or the caller who gives it up.</summary>
        public bool TryClaim() => Interlocked.Exchange(ref claimed, 1) == 0;

        public TaskCompletionSource<IReadOnlyList<Outcome>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Nothing of the append was stored: its turn, its lock or the database did not come in time.</summary>
public sealed class AppendDeadlineException(TimeSpan deadline)
    : Exception(
        $"The log could not be written for {string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{deadline.TotalSeconds:0.#}")} seconds: "
            + "another transaction holds it, or the database does not answer."
    );
