namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>What became of one request. Latency counts from the time the schedule named; late is how long after it the request was really sent.</summary>
internal readonly record struct Outcome(bool Sent, bool Waited, TimeSpan Late, TimeSpan Latency, HttpAnswer Answer);

/// <summary>
/// Sends requests when their schedule says, whatever became of those before. Connections take the requests in order; when all of them still
/// wait for an answer the next request goes out late, and since its latency counts from its own time, the server's slowness stays in the figures.
/// </summary>
internal sealed class OpenLoop(IReadOnlyList<byte[]> requests, Schedule schedule, HttpConnection[] connections)
{
    private readonly Outcome[] outcomes = new Outcome[schedule.Count];
    private int next = -1;

    /// <summary>Requests still unsent <paramref name="grace"/> after the schedule's end stay unsent, so that an overwhelmed server ends a run too.</summary>
    public async Task<LoadResult> RunAsync(TimeSpan grace, CancellationToken cancel)
    {
        using var self = Process.GetCurrentProcess();
        var processor = self.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(connection => Task.Run(() => SendAsync(connection, start, grace, cancel), cancel)));
        var took = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        return new LoadResult(outcomes, schedule, took, self.TotalProcessorTime - processor);
    }

    private async Task SendAsync(HttpConnection connection, long start, TimeSpan grace, CancellationToken cancel)
    {
        while (Interlocked.Increment(ref next) is var i && i < schedule.Count)
        {
            var ahead = schedule[i] - Stopwatch.GetElapsedTime(start);
            if (-ahead > grace + (schedule[schedule.Count - 1] - schedule[i]))
                return;
            if (ahead > TimeSpan.Zero)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(ahead.TotalMilliseconds)), cancel);
            var late = Stopwatch.GetElapsedTime(start) - schedule[i];
            var answer = await connection.SendAsync(requests[i], cancel);
            outcomes[i] = new Outcome(Sent: true, Waited: ahead <= TimeSpan.Zero, late, Stopwatch.GetElapsedTime(start) - schedule[i], answer);
        }
    }
}
