using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>The mapping of Segment's calls among the settings of a workspace.</summary>
public static class SegmentSettings
{
    private const string Stream = "segment";

    /// <exception cref="IntakeException">The document does not map Segment's calls.</exception>
    public static async Task<Setting> SetSegmentAsync(this WorkspaceSettings settings, string yaml, Authorship by, CancellationToken cancel)
    {
        _ = SegmentMapping.Parse(yaml);
        return await settings.SetAsync(Stream, "segment_mapping_set", yaml, by, expected: null, cancel);
    }

    /// <summary>The mapping of Segment's calls in force; the built-in one where none was set.</summary>
    public static async Task<Mapping> SegmentAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        Read(await settings.SegmentDocumentAsync(cancel));

    /// <summary>The mapping in force while the journal's last position is <paramref name="position"/>.</summary>
    public static Task<Mapping> SegmentNowAsync(this WorkspaceSettings settings, Position position, CancellationToken cancel) =>
        settings.NowAsync(Stream, position, Read, cancel);

    public static Task<Setting?> SegmentDocumentAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        settings.LastAsync(Stream, seal: null, cancel);

    private static Mapping Read(Setting? set) => set is null ? SegmentMapping.Default : SegmentMapping.Parse(set.Yaml);
}
