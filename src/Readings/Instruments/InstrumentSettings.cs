using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Instruments;

/// <summary>
/// The instruments among the settings of a workspace. They say how answers are read and not what these say, so a reading at an earlier seal knows those of now.
/// </summary>
public static class InstrumentSettings
{
    /// <summary>The stream the instruments are recorded in.</summary>
    public const string Stream = "instruments";

    /// <summary>The instruments declared by a seal (null: now).</summary>
    public static async Task<DeclaredInstruments> InstrumentsAsync(this WorkspaceSettings settings, SealNumber? seal, CancellationToken cancel) =>
        Read(await settings.LastAsync(Stream, seal, cancel));

    /// <summary>The instruments declared while the journal's last position is <paramref name="position"/>.</summary>
    public static Task<DeclaredInstruments> InstrumentsNowAsync(this WorkspaceSettings settings, Position position, CancellationToken cancel) =>
        settings.NowAsync(Stream, position, Read, cancel);

    public static Task<Setting?> InstrumentsDocumentAsync(this WorkspaceSettings settings, CancellationToken cancel) =>
        settings.LastAsync(Stream, seal: null, cancel);

    /// <param name="expected">The version the document has to be at, 0 where it was never set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public static Task<Setting> SetInstrumentsAsync(
        this WorkspaceSettings settings,
        string yaml,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        _ = DeclaredInstruments.Parse(yaml);
        return settings.SetAsync(Stream, "instruments_set", yaml, by, expected, cancel);
    }

    private static DeclaredInstruments Read(Setting? set) => set is null ? DeclaredInstruments.None : DeclaredInstruments.Parse(set.Yaml);
}
