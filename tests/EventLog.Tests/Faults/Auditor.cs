using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.EventLog.Tests.Faults;

/// <summary>What a history of appends and what is stored afterwards say together. Appends whose answer never came may be stored or not.</summary>
internal sealed record Audit(int Acknowledged, int Lost, int Doubled, int Invented)
{
    public bool IsClean => Lost == 0 && Doubled == 0 && Invented == 0;
}

/// <summary>
/// The plain account of what writers sent and what was acknowledged to them, kept outside the database. It decides from the history alone
/// (the set checker of Jepsen 0.3: acknowledged is a subset of what is read, and what is read was sent).
/// </summary>
internal sealed class Auditor
{
    private readonly ConcurrentDictionary<Guid, bool> acknowledged = new();

    public int Acknowledgements => acknowledged.Count(s => s.Value);

    public void Sent(IEnumerable<Signal> signals)
    {
        foreach (var signal in signals)
            acknowledged.TryAdd(signal.Id, false);
    }

    public void Acknowledged(IEnumerable<Signal> signals)
    {
        foreach (var signal in signals)
            acknowledged[signal.Id] = true;
    }

    public Audit Compare(IReadOnlyList<Guid> stored)
    {
        var once = stored.ToHashSet();
        return new Audit(
            Acknowledgements,
            Lost: acknowledged.Count(s => s.Value && !once.Contains(s.Key)),
            Doubled: stored.Count - once.Count,
            Invented: once.Count(id => !acknowledged.ContainsKey(id)));
    }
}
