using System.Collections.Concurrent;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Readings.Board;

/// <summary>
/// Reads all campaigns of a workspace. One statement says where each stands, and only those are read anew for which something came since they were last read,
/// or whose KPI stack, instruments or accepted levels are others.
/// </summary>
public sealed class BoardReader(
    Database database,
    Workspace workspace,
    CellReader cells,
    ScorecardReader cards,
    WorkspaceSettings settings,
    AcceptedLevels levels
) : IDisposable
{
    // Of as many campaigns at several cursors; a workspace of more keeps those of two.
    private const int Kept = 2_000;

    private readonly ConcurrentDictionary<(Cursors Cursors, string Campaign), Entry> kept = new();
    private readonly SemaphoreSlim reading = new(1);

    /// <summary>The campaigns that have signals at the cursors, by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<IReadOnlyList<BoardCampaign>> ReadAsync(Cursors cursors, CancellationToken cancel)
    {
        await cells.RequireAsync(cursors.Seal, cancel);
        var stands = await CampaignStand.ReadAsync(database, workspace, cancel);
        if (stands.Count == 0)
            return [];
        var bases = await BasesAsync(stands, cursors, cancel);
        var entries = stands.ToDictionary(stand => stand.Campaign, stand => Current(stand, bases, cursors), StringComparer.Ordinal);
        if (entries.ContainsValue(null))
        {
            // Who comes while campaigns are read waits for them, and reads none twice.
            await reading.WaitAsync(cancel);
            try
            {
                foreach (var stand in stands)
                    entries[stand.Campaign] ??= Current(stand, bases, cursors);
                foreach (var (campaign, entry) in await ReadAnewAsync([.. stands.Where(stand => entries[stand.Campaign] is null)], bases, cursors, cancel))
                    entries[campaign] = entry;
            }
            finally
            {
                reading.Release();
            }
        }

        return [.. stands.Select(stand => Board(entries[stand.Campaign]!, stand, cursors)).OfType<BoardCampaign>()];
    }

    public void Dispose() => reading.Dispose();

    private async Task<IReadOnlyDictionary<string, Entry>> ReadAnewAsync(
        IReadOnlyCollection<CampaignStand> stands,
        IReadOnlyDictionary<string, Basis> bases,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        if (kept.Count + stands.Count > Math.Max(Kept, 2 * bases.Count))
            kept.Clear();
        var read = new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(
            stands,
            parallel,
            async (stand, stop) =>
            {
                var card = await cards.ReadWithDaysAsync(new ScorecardQuestion(stand.Campaign, Cursors: cursors), stop);
                read[stand.Campaign] = kept[(cursors, stand.Campaign)] = new(
                    bases[stand.Campaign],
                    card is { IsExchanged: true } && cursors.Seal is null ? stand.Seal : null,
                    card is null ? null : BoardCampaign.Of(card)
                );
            }
        );
        return read;
    }

    /// <summary>What is kept of a campaign; null where something came since, or another thing that it follows from has changed.</summary>
    private Entry? Current(CampaignStand stand, IReadOnlyDictionary<string, Basis> bases, Cursors cursors) =>
        kept.TryGetValue((cursors, stand.Campaign), out var entry)
        && entry.Basis == bases[stand.Campaign]
        && (entry.ExchangedAt is not { } at || at == stand.Seal)
            ? entry
            : null;

    /// <summary>The campaign as of the seal that is folded now: nothing of it came in between.</summary>
    private static BoardCampaign? Board(Entry entry, CampaignStand stand, Cursors cursors) =>
        entry.Board is { } board
            ? board with
            {
                Card = board.Card with { Seal = cursors.Seal ?? (stand.Folded > board.Card.Seal ? stand.Folded : board.Card.Seal) },
            }
            : null;

    /// <summary>All that a campaign's scorecard follows from, by campaign. At a seal all of it stands but the generation of the cells.</summary>
    private async Task<IReadOnlyDictionary<string, Basis>> BasesAsync(IReadOnlyList<CampaignStand> stands, Cursors cursors, CancellationToken cancel)
    {
        if (cursors.Seal is not null)
            return stands.ToDictionary(
                stand => stand.Campaign,
                stand => new Basis(stand.Generation, 0, stand.NotFolded, default, default, ""),
                StringComparer.Ordinal
            );
        var journal = stands[0].Journal;
        var (stack, instruments) = (await settings.KpisDocumentAsync(cancel), await settings.InstrumentsDocumentAsync(cancel));
        var bases = new Dictionary<string, Basis>(StringComparer.Ordinal);
        foreach (var stand in stands)
        {
            var accepted = await levels.ListNowAsync(stand.Campaign, journal, cancel);
            bases[stand.Campaign] = new(
                stand.Generation,
                stand.Folds,
                stand.NotFolded,
                stack?.Version ?? StreamVersion.None,
                instruments?.Version ?? StreamVersion.None,
                string.Join(' ', accepted.Select(level => level.Id))
            );
        }

        return bases;
    }

    /// <summary>What a campaign's scorecard follows from; <paramref name="Levels"/> are the ids of the accepted ones.</summary>
    private readonly record struct Basis(int Generation, long Folds, NotFolded? NotFolded, StreamVersion Stack, StreamVersion Instruments, string Levels);

    /// <param name="ExchangedAt">The workspace's seal where exchange rates were looked at, which can come with any signal.</param>
    /// <param name="Board">Null where the campaign has no signals at the cursors.</param>
    private sealed record Entry(Basis Basis, SealNumber? ExchangedAt, BoardCampaign? Board);
}
