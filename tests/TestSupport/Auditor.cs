using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>What a history of appends and what is stored afterwards say together. Appends whose answer never came may be stored or not.</summary>
public sealed record Audit(int Acknowledged, int Lost, int Doubled, int Invented)
{
    public bool IsClean => Lost == 0 && Doubled == 0 && Invented == 0;
}

/// <summary>
/// The plain account of what writers sent and what was acknowledged to them, kept outside the database. It decides from the history alone
/// (the set checker of Jepsen 0.3: acknowledged is a subset of what is read, and what is read was sent).
/// </summary>
public sealed class Auditor
{
    private readonly ConcurrentDictionary<Guid, bool> signals = new();
    private int acknowledgements;

    public int Acknowledgements => Volatile.Read(ref acknowledgements);

    public void Sent(IEnumerable<Guid> ids)
    {
        foreach (var id in ids)
            signals.TryAdd(id, false);
    }

    public void Acknowledged(IEnumerable<Guid> ids)
    {
        foreach (var id in ids)
        {
            if (signals.TryUpdate(id, newValue: true, comparisonValue: false))
                Interlocked.Increment(ref acknowledgements);
        }
    }

    public Audit Compare(IReadOnlyList<Guid> stored)
    {
        var once = stored.ToHashSet();
        return new Audit(
            Acknowledgements,
            Lost: signals.Count(s => s.Value && !once.Contains(s.Key)),
            Doubled: stored.Count - once.Count,
            Invented: once.Count(id => !signals.ContainsKey(id))
        );
    }
}
