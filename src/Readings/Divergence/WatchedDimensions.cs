using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>Own dimensions and the policies that watch by them: neither is set so that a policy watches the parts of a dimension nobody declared.</summary>
public static class WatchedDimensions
{
    /// <param name="expected">The version the document has to be at, 0 where it was never set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    /// <exception cref="RefusedException">
    /// A policy watches a dimension that the document does not declare any more, or one that is declared anew has too many values
    /// (<see cref="DimensionReader.MostValues"/>).
    /// </exception>
    public static async Task<Setting> SetDimensionsAsync(
        this WorkspaceSettings settings,
        DimensionReader uses,
        string yaml,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        var declared = OwnDimensions.Parse(yaml);
        foreach (var (policy, _) in await settings.PoliciesAsync(cancel))
        {
            if (policy.Scope.By.FirstOrDefault(name => new Dimension(name).IsOwn && declared.Find(name) is null) is { } watched)
                throw new RefusedException(
                    "dimension_in_use",
                    $"The policy {policy.Name} watches each {watched} by itself. Set the policy without it first (`cpt policies set FILE`)."
                );
        }

        var before = await settings.DimensionsAsync(cancel);
        foreach (var added in declared.Declared.Where(one => before.Find(one.Name) != one))
            await uses.CheckAsync(added, cancel);
        return await settings.SetAsync(DimensionSettings.Stream, "dimensions_set", yaml, by, expected, cancel);
    }

    /// <summary>
    /// Refuses a policy that watches the parts of a dimension which nobody declared: it would watch one part, that of signals which name none.
    /// </summary>
    /// <exception cref="RefusedException">The policy does.</exception>
    public static async Task CheckDimensionsAsync(this WorkspaceSettings settings, Policy policy, CancellationToken cancel)
    {
        if (!policy.Scope.By.Any(name => new Dimension(name).IsOwn))
            return;
        var declared = await settings.DimensionsAsync(cancel);
        foreach (var name in policy.Scope.By)
            _ = declared.Known(name);
    }
}
