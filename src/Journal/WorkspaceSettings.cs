using System.Collections.Concurrent;

namespace CustomerPerformanceTracker.Journal;

/// <summary>A setting as it was last recorded: the document as its author wrote it, and the version of its stream.</summary>
public sealed record Setting(string Stream, string Yaml, StreamVersion Version, SealNumber Seal, long RecordedAt, string Actor, string Reason);

/// <summary>
/// What a workspace has set down in YAML, each document a journal stream. What a document says is its module's: the module parses a document before it is
/// recorded, so what stands in the journal can be read. Recording the same document again adds nothing.
/// </summary>
public sealed class WorkspaceSettings(JournalStreams journal)
{
    private readonly ConcurrentDictionary<string, (Position Journal, object Value)> now = new(StringComparer.Ordinal);

    /// <param name="type">The stored name of the event.</param>
    /// <param name="expected">The version the document has to be at, 0 where it was never set; null: whatever it is.</param>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public async Task<Setting> SetAsync(string stream, string type, string yaml, Authorship by, StreamVersion? expected, CancellationToken cancel)
    {
        var last = await LastAsync(stream, seal: null, cancel);
        if (expected is { } wanted && wanted != (last?.Version ?? StreamVersion.None))
            throw new VersionConflictException($"The document {stream}", wanted, last?.Version);
        if (last?.Yaml == yaml)
            return last;

        var version = expected is { } at ? ExpectedVersion.Exactly(at) : ExpectedVersion.Any;
        var made = await journal.AppendAsync([new StreamAppend(stream, version, [SettingForms.Stored.Event(type, new StoredDocument(yaml))])], by, cancel);
        return !made.AllMade
            ? throw new VersionConflictException($"The document {stream}", expected ?? StreamVersion.None, null)
            : (await LastAsync(stream, seal: null, cancel))!;
    }

    /// <summary>The document in force at a seal (null: now); null where none was set by then.</summary>
    public async Task<Setting?> LastAsync(string stream, SealNumber? seal, CancellationToken cancel) =>
        (await ReadAsync(stream, seal, cancel)).LastOrDefault(setting => setting.Stream == stream);

    /// <summary>Every recorded document of the streams that begin with <paramref name="streams"/>, up to and including a seal (null: now), in order.</summary>
    public async Task<IReadOnlyList<Setting>> ReadAsync(string streams, SealNumber? seal, CancellationToken cancel) =>
        [
            .. (await journal.ReadAsync(streams, seal ?? SealNumber.Max, cancel)).Select(e => new Setting(
                e.Stream,
                SettingForms.Stored.Read<StoredDocument>(e).Yaml,
                e.Version,
                e.Seal,
                e.RecordedAt,
                e.Actor,
                e.Reason
            )),
        ];

    /// <summary>
    /// What a document says while the journal's last position is <paramref name="position"/>: read once, then remembered until the journal grows.
    /// </summary>
    /// <param name="read">Parses the document; is given null where none was set.</param>
    public async Task<T> NowAsync<T>(string stream, Position position, Func<Setting?, T> read, CancellationToken cancel)
        where T : class
    {
        if (now.TryGetValue(stream, out var known) && known.Journal == position)
            return (T)known.Value;

        var value = read(await LastAsync(stream, seal: null, cancel));
        now[stream] = (position, value);
        return value;
    }
}

/// <summary>The data of kpi_stack_set, journey_set, segment_mapping_set and policy_set.</summary>
internal sealed record StoredDocument(string Yaml);
