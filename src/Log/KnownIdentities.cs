namespace CustomerPerformanceTracker.Log;

/// <summary>Tells which identities the log holds, without storing anything: what a trial run of an import would find.</summary>
public sealed class KnownIdentities(Database database, Workspace workspace)
{
    /// <summary>For each signal, in order, whether one of its campaign and id is in the log; whether with the same content is not looked at.</summary>
    public async Task<IReadOnlyList<bool>> AreKnownAsync(IReadOnlyList<Signal> signals, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(Signals.Names), "known-identities"),
                workspace.Id,
                signals.Select(signal => signal.Campaign).ToArray(),
                signals.Select(signal => signal.Id).ToArray()
            );
        var known = new bool[signals.Count];
        foreach (var place in await command.ListAsync(row => row.Get<int>("place"), cancel))
            known[place] = true;
        return known;
    }
}
