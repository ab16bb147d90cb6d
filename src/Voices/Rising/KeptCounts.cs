namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>
/// Counts of words that were read while the workspace stood where it stands, so that an alert, its notices and its trace read them once. They hold no text but
/// the words counted, and none of them outlasts the next entry of the log, such as an erasure, that a reader asks after.
/// </summary>
internal sealed class KeptCounts(Database database, Workspace workspace)
{
    private const int Most = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<string, RisenReading?> kept = new(StringComparer.Ordinal);
    private WorkspaceStand? at;

    /// <param name="read">Reads the counts; not called where they are kept.</param>
    public async Task<RisenReading?> ReadAsync(RisenQuestion question, Func<Task<RisenReading?>> read, CancellationToken cancel)
    {
        var (key, stands) = (KeyOf(question), await StandsAsync(cancel));
        lock (gate)
            if (at == stands && kept.TryGetValue(key, out var found))
                return found is null ? null : found with { Question = question };

        var reading = await read();
        if (stands != await StandsAsync(cancel))
            return reading;
        lock (gate)
        {
            if (at != stands || kept.Count >= Most)
                kept.Clear();
            (at, kept[key]) = (stands, reading);
        }

        return reading;
    }

    private Task<WorkspaceStand> StandsAsync(CancellationToken cancel) => WorkspaceStand.ReadAsync(database, workspace, cancel);

    /// <summary>What is asked, with its list written out: two equal lists are one question.</summary>
    private static string KeyOf(RisenQuestion question) => $"{question with { Only = [] }} {string.Join('\n', question.Only)}";
}
