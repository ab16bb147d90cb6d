using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Journey;

/// <summary>The journey map among the settings of a workspace.</summary>
public static class JourneySettings
{
    /// <summary>The stream the map is recorded in.</summary>
    public const string Stream = "journey";

    /// <param name="expected">The version the map has to be at, 0 where none was set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public static async Task<Setting> SetJourneyAsync(
        this WorkspaceSettings settings,
        string yaml,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        _ = JourneyMap.Parse(yaml);
        return await settings.SetAsync(Stream, "journey_set", yaml, by, expected, cancel);
    }

    /// <summary>The journey map in force at a seal; empty where none was set by then.</summary>
    public static async Task<JourneyMap> JourneyAsync(this WorkspaceSettings settings, SealNumber? seal, CancellationToken cancel) =>
        await settings.LastAsync(Stream, seal, cancel) is { } set ? JourneyMap.Parse(set.Yaml) : JourneyMap.Empty;

    public static Task<Setting?> JourneyDocumentAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        settings.LastAsync(Stream, seal: null, cancel);
}
