using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>
/// Answers to look-ups by name, each remembered for half a second: what is revoked on one server holds on all within that time, and a crowd of requests costs
/// one query. A look-up that failed is not remembered.
/// </summary>
internal sealed class Remembered<T>(Func<string, Task<T>> look, TimeProvider clock)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Lasts = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Answer> known = new(StringComparer.Ordinal);

    public Task<T> FindAsync(string name, CancellationToken cancel)
    {
        if (known.Count > Most)
            known.Clear();
        return known.AddOrUpdate(name, Looked, (_, before) => IsFresh(before) ? before : Looked(name)).Value.Value.WaitAsync(cancel);
    }

    public void Forget(string name) => known.TryRemove(name, out _);

    private Answer Looked(string name) => new(clock.GetTimestamp(), new(() => look(name)));

    private bool IsFresh(Answer answer) =>
        clock.GetElapsedTime(answer.At) <= Lasts && answer.Value is not { IsValueCreated: true, Value: { IsFaulted: true } or { IsCanceled: true } };

    private sealed record Answer(long At, Lazy<Task<T>> Value);
}
