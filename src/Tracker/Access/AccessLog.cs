using System.Collections.Concurrent;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;

namespace CustomerPerformanceTracker.Tracker.Access;

/// <summary>What was refused, to whom, and why. <paramref name="Key"/> is the id of the key used; null where none was given or known.</summary>
public sealed record Refusal(string? Key, string? Person, string Method, string Route, string Code);

/// <summary>
/// Refusals on their way to the journal. Equal ones within one write are one entry with a count, so that knocking on doors cannot fill the log.
/// </summary>
public sealed class AccessLog(Journal journal)
{
    private const int MostKinds = 1_000;
    private readonly ConcurrentDictionary<Refusal, int> waiting = new();

    public void Add(Refusal refusal)
    {
        // Beyond so many kinds at once their key and route are left out; the count stays true.
        var told = waiting.Count < MostKinds || waiting.ContainsKey(refusal) ? refusal : refusal with { Key = null, Person = null, Route = "(several)" };
        waiting.AddOrUpdate(told, 1, (_, count) => count + 1);
    }

    /// <summary>Writes what waits. What could not be written waits on.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        var taken = waiting.Keys.Select(refusal => (Refusal: refusal, Count: waiting.TryRemove(refusal, out var count) ? count : 0)).Where(one => one.Count > 0).ToArray();
        if (taken.Length == 0)
            return;
        try
        {
            var events = taken.Select(one => new JournalEvent("access_refused", JsonSerializer.SerializeToElement(
                new { one.Refusal.Key, one.Refusal.Person, one.Refusal.Method, one.Refusal.Route, one.Refusal.Code, one.Count }, JsonSerializerOptions.Web))).ToArray();
            await journal.AppendAsync([new StreamAppend("access", ExpectedVersion.Any, events)], new Authorship("server", "a request was refused") { IsFinding = true }, cancel);
        }
        catch
        {
            foreach (var (refusal, count) in taken)
                waiting.AddOrUpdate(refusal, count, (_, more) => more + count);
            throw;
        }
    }
}
