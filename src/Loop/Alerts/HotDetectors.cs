namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// Detectors that are held in memory between passes, up to a size: the others are read from the database again. They stand where view.watch stands while
/// nobody else moves it. Where there is no room, those give way that the pass before did not use; where all were used, new ones find no room, because whatever
/// was thrown out would be the next to be asked for.
/// </summary>
internal sealed class HotDetectors(long mostBytes)
{
    private readonly Dictionary<string, OfPolicy> policies = new(StringComparer.Ordinal);
    private long bytes;
    private long pass;

    /// <summary>Begins a pass of a policy that stands there; what is held of it from elsewhere is forgotten.</summary>
    public void Begin(WatchKey key, WatchStand? stand)
    {
        pass++;
        var held = policies.GetValueOrDefault(key.Policy);
        if (held is not null && !(held.Stand == stand && stand is { } at && (at.Version, at.Generation) == (key.Version, key.Generation)))
            Forget(key.Policy);
        if (!policies.ContainsKey(key.Policy))
            policies.Add(key.Policy, new OfPolicy());
    }

    public CampaignDetectors? Find(string policy, int campaign)
    {
        if (policies[policy].Campaigns.GetValueOrDefault(campaign) is not { } held)
            return null;
        held.Used = pass;
        return held.Detectors;
    }

    public void Put(string policy, int campaign, CampaignDetectors detectors)
    {
        Remove(policy, campaign);
        var size = detectors.Bytes;
        if (bytes + size > mostBytes)
            MakeRoom();
        if (bytes + size > mostBytes)
            return;
        policies[policy].Campaigns.Add(campaign, new Held(detectors, size) { Used = pass });
        bytes += size;
    }

    public void Remove(string policy, int campaign)
    {
        if (policies[policy].Campaigns.Remove(campaign, out var held))
            bytes -= held.Bytes;
    }

    /// <summary>What is held of the policy stands where this pass has moved it.</summary>
    public void Stand(string policy, WatchStand stand) => policies[policy].Stand = stand;

    /// <summary>What is held of the policy may not be what is stored.</summary>
    public void Forget(string policy)
    {
        if (policies.Remove(policy, out var held))
            bytes -= held.Campaigns.Values.Sum(one => one.Bytes);
    }

    // A pass of each policy ago is the pass before.
    private void MakeRoom()
    {
        var unused = pass - (2 * policies.Count);
        foreach (var (policy, held) in policies)
        {
            foreach (var campaign in held.Campaigns.Where(one => one.Value.Used < unused).Select(one => one.Key).ToArray())
                Remove(policy, campaign);
        }
    }

    private sealed class OfPolicy
    {
        public WatchStand? Stand { get; set; }

        public Dictionary<int, Held> Campaigns { get; } = [];
    }

    private sealed class Held(CampaignDetectors detectors, long bytes)
    {
        public CampaignDetectors Detectors => detectors;

        public long Bytes => bytes;

        public long Used { get; set; }
    }
}
