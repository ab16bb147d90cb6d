using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>
/// What was refused to a valid key or session, and why. <paramref name="Key"/> is the key's id; empty where the person signed in without one.
/// </summary>
public sealed record Refusal(string Key, string Person, string Method, string Route, string Code);

/// <summary>
/// Refusals on their way to the journal. The first of a kind is an entry at once; those after it within an hour are one entry with their number when the hour
/// is over, so a key cannot fill the log by asking for what it may not. Requests without a valid key are not for the journal: anybody can make them.
/// </summary>
public sealed class AccessLog(JournalStreams journal, TimeProvider clock)
{
    private const int MostKinds = 1_000;

    /// <summary>An entry of one kind of refusal is followed by another after so long at the earliest.</summary>
    public static Duration Interval { get; } = Duration.FromHours(1);

    private readonly ConcurrentDictionary<Refusal, int> waiting = new();
    private readonly Dictionary<Refusal, Instant> written = [];

    public void Add(Refusal refusal)
    {
        // Beyond so many kinds at once their key and route are left out; the count stays true.
        var told = waiting.Count < MostKinds || waiting.ContainsKey(refusal) ? refusal : refusal with { Key = "", Person = "", Route = "(several)" };
        waiting.AddOrUpdate(told, 1, (_, count) => count + 1);
    }

    /// <summary>Writes what is due, or all that waits; what could not be written waits on. Not for several at once.</summary>
    public async Task WriteAsync(bool all, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var (past, _) in written.Where(one => now - one.Value >= Interval).ToArray())
            written.Remove(past);
        var taken = waiting
            .Keys.Where(refusal => all || !written.ContainsKey(refusal))
            .Select(refusal => (Refusal: refusal, Count: waiting.TryRemove(refusal, out var count) ? count : 0))
            .Where(one => one.Count > 0)
            .ToArray();
        if (taken.Length == 0)
            return;
        try
        {
            var events = taken
                .Select(one =>
                    AccessForms.Stored.Event(
                        "access_refused",
                        new StoredRefusal(one.Refusal.Key, one.Refusal.Person, one.Refusal.Method, one.Refusal.Route, one.Refusal.Code, one.Count)
                    )
                )
                .ToArray();
            await journal.AppendAsync(
                [new StreamAppend("access", ExpectedVersion.Any, events)],
                new Authorship("server", "a request was refused") { IsFinding = true },
                cancel
            );
        }
        catch
        {
            foreach (var (refusal, count) in taken)
                waiting.AddOrUpdate(refusal, count, (_, more) => more + count);
            throw;
        }

        foreach (var (refusal, _) in taken)
            written[refusal] = now;
    }
}

/// <summary>The data of access_refused.</summary>
internal sealed record StoredRefusal(string Key, string Person, string Method, string Route, string Code, int Count);
