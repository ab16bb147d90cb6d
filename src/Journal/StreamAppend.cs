namespace CustomerPerformanceTracker.Journal;

/// <summary>The version a stream has to be at for an append to it to be made. Versions count from 1 in a stream.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(StreamVersion? version) => Value = version;

    /// <summary>The stream must not exist yet.</summary>
    public static ExpectedVersion NoStream => new(StreamVersion.None);

    /// <summary>Whatever the stream's version is.</summary>
    public static ExpectedVersion Any => new(null);

    internal StreamVersion? Value { get; }

    public static ExpectedVersion Exactly(StreamVersion version) => new(version);
}

/// <summary>
/// Who does something and why; both are mandatory in the journal. Correlation links what belongs together, by default under the stream's name; causation says
/// what led to it, by default the stream as it stood: its name, @ and its version, 0 where it is new. Where one append writes several streams, the defaults are
/// each stream's own.
/// </summary>
public sealed record Authorship(string Actor, string Reason, string? Correlation = null, string? Causation = null)
{
    /// <summary>
    /// The reason is the product's own sentence, and what it tells was found and not written: nobody could mend it, so it is not held against ids.
    /// </summary>
    public bool IsFinding { get; init; }

    /// <summary>What is committed with the entries; null where nothing is.</summary>
    public IAppendMark? Mark { get; init; }
}

/// <summary>A decision or finding to be recorded. <paramref name="Type"/> is the stored name, snake_case, versioned from the second form on.</summary>
public sealed record JournalEvent(string Type, JsonElement Data);

/// <summary>Events for one stream, made together or not at all.</summary>
public sealed record StreamAppend(string Stream, ExpectedVersion Expected, IReadOnlyList<JournalEvent> Events);

/// <summary>For each stream append, in order, whether it was made; false means its stream was not at the expected version.</summary>
public sealed record JournalAppend(Seal? Seal, IReadOnlyList<bool> Made)
{
    public bool AllMade => Made.All(made => made);

    /// <summary>The entries that were made, in the order of their positions.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; init; } = [];
}
