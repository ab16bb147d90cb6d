using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The alert policies among the settings of a workspace, a stream each.</summary>
public static class PolicySettings
{
    private const string Prefix = "policy-";

    /// <param name="expected">The version the policy has to be at, 0 where none of its name was set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    /// <exception cref="RefusedException">The policy watches the parts of a dimension that is not declared.</exception>
    public static async Task<Setting> SetPolicyAsync(
        this WorkspaceSettings settings,
        string yaml,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        var policy = Policy.Parse(yaml);
        await settings.CheckDimensionsAsync(policy, cancel);
        return await settings.SetAsync(Prefix + policy.Name, "policy_set", yaml, by, expected, cancel);
    }

    /// <summary>The policies in force, by name, each with the version of its stream.</summary>
    public static Task<IReadOnlyList<(Policy Policy, Setting Setting)>> PoliciesAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        settings.PoliciesAsync(seal: null, cancel);

    /// <summary>The policies in force at a seal; null: now.</summary>
    public static async Task<IReadOnlyList<(Policy Policy, Setting Setting)>> PoliciesAsync(
        this WorkspaceSettings settings,
        SealNumber? seal,
        CancellationToken cancel
    ) =>
        [
            .. (await settings.ReadAsync(Prefix, seal, cancel))
                .GroupBy(setting => setting.Stream, StringComparer.Ordinal)
                .Select(versions => versions.Last())
                .OrderBy(setting => setting.Stream, StringComparer.Ordinal)
                .Select(setting => (Policy.Parse(setting.Yaml), setting)),
        ];
}
