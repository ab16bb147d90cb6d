using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Divergence;
using CustomerPerformanceTracker.Tracker.Intake.Mappings;
using CustomerPerformanceTracker.Tracker.Intake.Segment;
using CustomerPerformanceTracker.Tracker.Journey;
using CustomerPerformanceTracker.Tracker.Kpis;

namespace CustomerPerformanceTracker.Tracker.Settings;

/// <summary>A setting as it was last recorded: the document as its author wrote it, and the version of its stream.</summary>
public sealed record Setting(string Stream, string Yaml, long Version, int Seal, long RecordedAt, string Actor, string Reason);

/// <summary>
/// What a workspace has set down in YAML: the KPI stack, the journey map, the mapping of Segment's calls and the alert policies, each a journal stream. A document is parsed
/// before it is recorded, so what stands in the journal can be read; recording the same document again adds nothing.
/// </summary>
public sealed class SettingBook(Journal journal)
{
    private const string KpiStream = "kpis";
    private const string JourneyStream = "journey";
    private const string SegmentStream = "segment";
    private const string PolicyPrefix = "policy-";

    private volatile Known<KpiStack>? kpisNow;
    private volatile Known<Mapping>? segmentNow;

    /// <param name="expected">The version the stack has to be at, 0 where none was set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public async Task<Setting> SetKpisAsync(string yaml, Authorship by, CancellationToken cancel, long? expected = null)
    {
        _ = KpiStack.Parse(yaml);
        return await SetAsync(KpiStream, "kpi_stack_set", yaml, by, expected, cancel);
    }

    public async Task<Setting> SetJourneyAsync(string yaml, Authorship by, CancellationToken cancel, long? expected = null)
    {
        _ = JourneyMap.Parse(yaml);
        return await SetAsync(JourneyStream, "journey_set", yaml, by, expected, cancel);
    }

    /// <exception cref="Intake.IntakeException">The document is no mapping of Segment's calls.</exception>
    public async Task<Setting> SetSegmentAsync(string yaml, Authorship by, CancellationToken cancel)
    {
        _ = SegmentMapping.Parse(yaml);
        return await SetAsync(SegmentStream, "segment_mapping_set", yaml, by, expected: null, cancel);
    }

    public Task<Setting> SetPolicyAsync(string yaml, Authorship by, CancellationToken cancel, long? expected = null) =>
        SetAsync(PolicyPrefix + Policy.Parse(yaml).Name, "policy_set", yaml, by, expected, cancel);

    /// <summary>The KPI stack in force at a seal; the default one where none was set by then.</summary>
    public async Task<KpiStack> KpisAsync(int? seal, CancellationToken cancel) =>
        await LastAsync(KpiStream, seal, cancel) is { } set ? KpiStack.Parse(set.Yaml) : KpiStack.Default;

    /// <summary>The KPI stack in force while the journal's last position is <paramref name="journal"/>: read once, then remembered until the journal grows.</summary>
    public async Task<KpiStack> KpisNowAsync(long journal, CancellationToken cancel)
    {
        if (kpisNow is { } known && known.Journal == journal)
            return known.Value;

        var stack = await KpisAsync(seal: null, cancel);
        kpisNow = new Known<KpiStack>(journal, stack);
        return stack;
    }

    public Task<Setting?> KpisDocumentAsync(CancellationToken cancel) => LastAsync(KpiStream, seal: null, cancel);

    /// <summary>The journey map in force at a seal; empty where none was set by then.</summary>
    public async Task<JourneyMap> JourneyAsync(int? seal, CancellationToken cancel) =>
        await LastAsync(JourneyStream, seal, cancel) is { } set ? JourneyMap.Parse(set.Yaml) : JourneyMap.Empty;

    public Task<Setting?> JourneyDocumentAsync(CancellationToken cancel) => LastAsync(JourneyStream, seal: null, cancel);

    /// <summary>The mapping of Segment's calls in force; the built-in one where none was set.</summary>
    public async Task<Mapping> SegmentAsync(CancellationToken cancel) =>
        await SegmentDocumentAsync(cancel) is { } set ? SegmentMapping.Parse(set.Yaml) : SegmentMapping.Default;

    /// <summary>The mapping in force while the journal's last position is <paramref name="journal"/>: read once, then remembered until the journal grows.</summary>
    public async Task<Mapping> SegmentNowAsync(long journal, CancellationToken cancel)
    {
        if (segmentNow is { } known && known.Journal == journal)
            return known.Value;

        var mapping = await SegmentAsync(cancel);
        segmentNow = new Known<Mapping>(journal, mapping);
        return mapping;
    }

    public Task<Setting?> SegmentDocumentAsync(CancellationToken cancel) => LastAsync(SegmentStream, seal: null, cancel);

    /// <summary>The policies in force, by name, each with the version of its stream.</summary>
    public async Task<IReadOnlyList<(Policy Policy, Setting Setting)>> PoliciesAsync(CancellationToken cancel) =>
        [.. (await ReadAsync(PolicyPrefix, seal: null, cancel)).GroupBy(setting => setting.Stream, StringComparer.Ordinal)
            .Select(versions => versions.Last()).OrderBy(setting => setting.Stream, StringComparer.Ordinal)
            .Select(setting => (Policy.Parse(setting.Yaml), setting))];

    /// <summary>Every edit of the KPI stack and the journey map, in order.</summary>
    public async Task<IReadOnlyList<Setting>> EditsAsync(CancellationToken cancel) =>
        [.. (await ReadAsync(KpiStream, seal: null, cancel)).Concat(await ReadAsync(JourneyStream, seal: null, cancel)).OrderBy(edit => edit.Seal)];

    /// <param name="expected">The version it has to be at, 0 where it was never set; null: whatever it is.</param>
    private async Task<Setting> SetAsync(string stream, string type, string yaml, Authorship by, long? expected, CancellationToken cancel)
    {
        var last = await LastAsync(stream, seal: null, cancel);
        if (expected is { } wanted && wanted != (last?.Version ?? 0))
            throw new VersionConflictException($"The document {stream}", wanted, last?.Version);
        if (last?.Yaml == yaml)
            return last;

        var made = await journal.AppendAsync([new StreamAppend(stream, expected is { } at ? ExpectedVersion.Exactly(at) : ExpectedVersion.Any, [SettingForms.Stored.Event(type, new StoredDocument(yaml))])], by, cancel);
        return !made.AllMade ? throw new VersionConflictException($"The document {stream}", expected ?? 0, null) : (await LastAsync(stream, seal: null, cancel))!;
    }

    private async Task<Setting?> LastAsync(string stream, int? seal, CancellationToken cancel) =>
        (await ReadAsync(stream, seal, cancel)).LastOrDefault(setting => setting.Stream == stream);

    private async Task<IReadOnlyList<Setting>> ReadAsync(string streams, int? seal, CancellationToken cancel) =>
        [.. (await journal.ReadAsync(streams, cancel, seal ?? int.MaxValue))
            .Select(e => new Setting(e.Stream, SettingForms.Stored.Read<StoredDocument>(e).Yaml, e.Version, e.Seal, e.RecordedAt, e.Actor, e.Reason))];

    private sealed record Known<T>(long Journal, T Value);
}

/// <summary>The data of kpi_stack_set, journey_set, segment_mapping_set and policy_set.</summary>
internal sealed record StoredDocument(string Yaml);
