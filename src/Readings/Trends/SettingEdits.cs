using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>The edits of settings that are told beside a break.</summary>
public static class SettingEdits
{
    /// <summary>Every edit of the KPI stack and the journey map up to a seal (null: now), in order.</summary>
    public static async Task<IReadOnlyList<Setting>> EditsAsync(this WorkspaceSettings settings, SealNumber? seal, CancellationToken cancel) =>
        [
            .. (await settings.ReadAsync(KpiSettings.Stream, seal, cancel))
                .Concat(await settings.ReadAsync(JourneySettings.Stream, seal, cancel))
                .OrderBy(edit => edit.Seal),
        ];
}
