using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>
/// The own dimensions among the settings of a workspace. They say how signals are read and not what these say, so a reading at an earlier seal knows those of
/// now.
/// </summary>
public static class DimensionSettings
{
    /// <summary>The stream the dimensions are recorded in.</summary>
    public const string Stream = "dimensions";

    /// <summary>The dimensions declared now.</summary>
    public static async Task<OwnDimensions> DimensionsAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        await settings.DimensionsDocumentAsync(cancel) is { } set ? OwnDimensions.Parse(set.Yaml) : OwnDimensions.None;

    public static Task<Setting?> DimensionsDocumentAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        settings.LastAsync(Stream, seal: null, cancel);
}
