using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>The KPI stack among the settings of a workspace.</summary>
public static class KpiSettings
{
    /// <summary>The stream the stack is recorded in.</summary>
    public const string Stream = "kpis";

    /// <param name="expected">The version the stack has to be at, 0 where none was set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public static async Task<Setting> SetKpisAsync(
        this WorkspaceSettings settings,
        string yaml,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        _ = KpiStack.Parse(yaml);
        return await settings.SetAsync(Stream, "kpi_stack_set", yaml, by, expected, cancel);
    }

    /// <summary>The KPI stack in force at a seal; the default one where none was set by then.</summary>
    public static async Task<KpiStack> KpisAsync(this WorkspaceSettings settings, SealNumber? seal, CancellationToken cancel) =>
        Read(await settings.LastAsync(Stream, seal, cancel));

    /// <summary>The KPI stack in force while the journal's last position is <paramref name="position"/>.</summary>
    public static Task<KpiStack> KpisNowAsync(this WorkspaceSettings settings, Position position, CancellationToken cancel) =>
        settings.NowAsync(Stream, position, Read, cancel);

    public static Task<Setting?> KpisDocumentAsync(this WorkspaceSettings settings, CancellationToken cancel) => settings.LastAsync(Stream, seal: null, cancel);

    private static KpiStack Read(Setting? set) => set is null ? KpiStack.Default : KpiStack.Parse(set.Yaml);
}
