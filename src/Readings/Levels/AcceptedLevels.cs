using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Levels;

/// <summary>A level of a campaign's KPI that a person accepted as the new norm: from its first day on nothing before it is a yardstick any more.</summary>
/// <param name="From">The level's first day.</param>
/// <param name="To">The last day of the reading it was accepted on; readings of earlier days do not know of it.</param>
/// <param name="Value">Where it stood, in the KPI's unit.</param>
/// <param name="Adjustment">The kept adjustment that accepted what it had set out to change; null where somebody accepted it by hand.</param>
public sealed record AcceptedLevel(
    string Id,
    string Campaign,
    string Kpi,
    LocalDate From,
    LocalDate To,
    double? Value,
    string? Adjustment,
    string Actor,
    string Reason,
    Instant At
);

/// <summary>The levels that were accepted: journal streams <c>level-{id}</c>, each with one level_accepted.</summary>
public sealed class AcceptedLevels(JournalStreams journal)
{
    /// <summary>What the name of such a stream begins with.</summary>
    internal const string Prefix = "level-";

    private volatile Known? known;

    /// <summary>Every accepted level of a campaign at a seal, in the order they were accepted.</summary>
    public async Task<IReadOnlyList<AcceptedLevel>> ListAsync(string campaign, SealNumber? seal, CancellationToken cancel) =>
        [.. (await journal.ReadAsync(Prefix, through: seal ?? SealNumber.Max, cancel)).Select(Load).Where(level => level.Campaign == campaign)];

    /// <summary>The same while the journal's last position is <paramref name="position"/>: read once, then remembered until the journal grows.</summary>
    public async Task<IReadOnlyList<AcceptedLevel>> ListNowAsync(string campaign, Position position, CancellationToken cancel)
    {
        if (known is not { } kept || kept.Position != position)
            known = kept = new Known(
                position,
                (await journal.ReadAsync(Prefix, cancel)).Select(Load).ToLookup(level => level.Campaign, StringComparer.Ordinal)
            );
        return [.. kept.Levels[campaign]];
    }

    /// <summary>The accepted levels of a KPI by campaign, as its watches take them: from the last day of the reading that was accepted on.</summary>
    public Task<ILookup<string, LevelInForce>> OfAsync(string kpi, CancellationToken cancel) => OfAsync(kpi, seal: null, cancel);

    /// <summary>The same at a seal; null: now.</summary>
    public async Task<ILookup<string, LevelInForce>> OfAsync(string kpi, SealNumber? seal, CancellationToken cancel) =>
        (await journal.ReadAsync(Prefix, seal ?? SealNumber.Max, cancel))
            .Select(Load)
            .Where(level => level.Kpi == kpi)
            .OrderBy(level => level.To)
            .ToLookup(level => level.Campaign, level => new LevelInForce(level.To, level.From), StringComparer.Ordinal);

    internal static AcceptedLevel Load(JournalEntry entry) =>
        entry.Type == "level_accepted" && LevelForms.Stored.Read<StoredLevel>(entry) is var level
            ? new(
                entry.Stream[Prefix.Length..],
                level.Campaign,
                level.Kpi,
                level.From,
                level.To,
                level.Value,
                level.Adjustment,
                entry.Actor,
                entry.Reason,
                Instant.FromUnixTimeTicks(entry.RecordedAt * 10)
            )
            : throw StoredForm.Unknown(entry);

    private sealed record Known(Position Position, ILookup<string, AcceptedLevel> Levels);
}

/// <summary>The data of level_accepted; the value is null where a kept adjustment accepted what it had set out to change.</summary>
internal sealed record StoredLevel(string Campaign, string Kpi, LocalDate From, LocalDate To, double? Value, string? Adjustment);
