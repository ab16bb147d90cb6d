namespace CustomerPerformanceTracker.Campaign;

/// <summary>Signals waiting for their moment. They leave in order of time, and in order of entry where the time is the same.</summary>
internal sealed class DueSignals
{
    public const int SecondsADay = 86_400;

    private readonly PriorityQueue<SampleSignal, (long Second, long Entry)> queue = new();
    private long entries;

    public void Add(SampleSignal signal) => queue.Enqueue(signal, (signal.Second, entries++));

    public IEnumerable<SampleSignal> Before(int day)
    {
        while (queue.TryPeek(out var signal, out _) && signal.Second < (long)day * SecondsADay)
            yield return queue.Dequeue();
    }
}
