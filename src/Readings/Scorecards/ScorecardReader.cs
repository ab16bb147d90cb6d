using System.Collections.Concurrent;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What a scorecard can be split by; a team is the touchpoints it owns in the journey map.</summary>
public enum SplitBy
{
    Message,
    Touchpoint,
    Channel,
    Segment,
    Team,
}

/// <summary>
/// A question for a scorecard. The window ends with the day of the <c>at</c> cursor, by default the campaign's last day (<see cref="CampaignSpan"/>).
/// </summary>
public sealed record ScorecardQuestion(string Campaign, int WindowDays = 28, Cursors? Cursors = null, SplitBy? By = null);

/// <summary>The scorecard of one part of the campaign; the part that names none of the split is called "(none)".</summary>
public sealed record ScopedScorecard(string Scope, Scorecard Scorecard);

/// <summary>
/// A campaign's scorecard with the window it covers (both days included) and the cursors it was read at; <paramref name="Seal"/> is the last
/// seal it describes.
/// </summary>
public sealed record CampaignScorecard(
    string Campaign,
    LocalDate From,
    LocalDate To,
    Cursors Cursors,
    SealNumber Seal,
    Scorecard Whole,
    SplitBy? SplitBy,
    IReadOnlyList<ScopedScorecard> By
)
{
    /// <summary>What is dated after the window, where nobody asked for its end; null where nothing is.</summary>
    public Ahead? Ahead { get; init; }

    /// <summary>What of the campaign could not be folded and is in none of the figures; null where everything is.</summary>
    public NotFolded? NotFolded { get; init; }
}

/// <summary>Reads scorecards from the cells. What was read is kept, and given again while the head it was read at stands.</summary>
public sealed class ScorecardReader(CellReader cells, WorkspaceSettings settings, CustomerEffects customers, AcceptedLevels levels)
{
    public const string NoScope = "(none)";
    private const int Kept = 1_000;

    // Levels are searched for in the three years before a window, strata in the one year that makes a mix.
    private const int DaysBack = 3 * Year;
    private const int Year = 365;

    private readonly ConcurrentDictionary<ScorecardQuestion, (CampaignHead Head, CampaignScorecard Answer)> kept = new();

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<CampaignScorecard?> ReadAsync(ScorecardQuestion question, CancellationToken cancel)
    {
        if (await cells.HeadAsync(question.Campaign, cancel) is not { } head)
            return null;
        if (kept.TryGetValue(question, out var known) && known.Head == head)
            return known.Answer;
        if (await ReadAsync(question, head, cancel) is not { } answer)
            return null;

        if (kept.Count >= Kept)
            kept.Clear();
        kept[question] = (head, answer);
        return answer;
    }

    private async Task<CampaignScorecard?> ReadAsync(ScorecardQuestion question, CampaignHead head, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await EndAsync(head, cursors, cancel) is not { } end)
            return null;

        var campaign = head.Campaign;
        var to = cursors.At?.Day ?? end.Last;
        var from = to.PlusDays(1 - question.WindowDays);
        var first = from.PlusDays(-DaysBack);
        var stack = cursors.Seal is { } seal ? await settings.KpisAsync(seal, cancel) : await settings.KpisNowAsync(head.Journal, cancel);
        var journey = question.By == SplitBy.Team ? await settings.JourneyAsync(cursors.Seal, cancel) : JourneyMap.Empty;

        var card = new CardDays(from, to, await cells.LevelDaysAsync(campaign, first, to, cursors, by: null, cancel))
        {
            Strata = await cells.StrataAsync(campaign, from.PlusDays(-Year), to, cursors, cancel),
            Accepted = await AcceptedAsync(question.Campaign, to, head, cursors, cancel),
            CustomerEffects = await customers.ReadAsync(campaign, from.PlusDays(-Year), from, to, cursors, cancel),
        };
        var parts = question.By is { } by ? await cells.LevelDaysAsync(campaign, first, to, cursors, DimensionOf(by), cancel) : [];

        return new CampaignScorecard(
            question.Campaign,
            from,
            to,
            cursors with
            {
                At = cursors.At ?? new DayCursor(to, null),
            },
            cursors.Seal ?? head.Folded,
            Scorecard.Read(stack, card),
            question.By,
            [
                .. parts
                    .GroupBy(part => ScopeOf(part.Scope), StringComparer.Ordinal)
                    .Where(scope => scope.Any(part => card.Holds(part.Day)))
                    .OrderBy(scope => scope.Key, StringComparer.Ordinal)
                    .Select(scope => new ScopedScorecard(scope.Key, Scorecard.Read(stack, PartOf(card, [.. scope], question.By!.Value)))),
            ]
        )
        {
            Ahead = cursors.At is null ? end.Ahead : null,
            NotFolded = NotFolded.At(head, cursors),
        };

        string ScopeOf(string? value) =>
            question.By switch
            {
                SplitBy.Team => (value is null ? null : journey.Find(value)?.Team) ?? NoScope,
                _ => value ?? NoScope,
            };
    }

    /// <summary>The last level of each KPI that was accepted by the window's last day.</summary>
    private async Task<IReadOnlyDictionary<string, (LocalDate From, LocalDate To)>> AcceptedAsync(
        string campaign,
        LocalDate to,
        CampaignHead head,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        var accepted = cursors.Seal is { } seal ? await levels.ListAsync(campaign, seal, cancel) : await levels.ListNowAsync(campaign, head.Journal, cancel);
        return accepted
            .Where(level => level.To <= to)
            .GroupBy(level => level.Kpi, StringComparer.Ordinal)
            .ToDictionary(kpi => kpi.Key, kpi => kpi.OrderBy(level => level.To).Select(level => (level.From, level.To)).Last(), StringComparer.Ordinal);
    }

    /// <summary>A part's own days, and before the first of them those of the campaign.</summary>
    private static CardDays PartOf(CardDays card, IReadOnlyList<DayMeasure> own, SplitBy by)
    {
        var first = own.Min(measure => measure.Day);
        DayMeasure[] before = [.. card.Measures.Where(measure => measure.Day < first)];
        return before.Length == 0
            ? new CardDays(card.From, card.To, own) { Accepted = card.Accepted, CustomerEffects = card.CustomerEffects }
            : new CardDays(card.From, card.To, [.. before, .. own])
            {
                Accepted = card.Accepted,
                CustomerEffects = card.CustomerEffects,
                OwnFrom = first,
                AreRatesAlike = by is not (SplitBy.Touchpoint or SplitBy.Team),
            };
    }

    /// <summary>The campaign's last day at the cursors, and what lies ahead of it. What is known now was read with the head already.</summary>
    private async Task<(LocalDate Last, Ahead? Ahead)?> EndAsync(CampaignHead head, Cursors cursors, CancellationToken cancel)
    {
        if (cursors is { At: null or { Inside: null }, Known: null, Seal: null })
            return head.LastDay is { } last ? (last, head.Ahead) : null;
        return await cells.SpanAsync(head.Campaign, cursors, cancel) is { } span ? (span.Last, span.Ahead) : null;
    }

    private static Dimension DimensionOf(SplitBy by) =>
        by switch
        {
            SplitBy.Message => Dimension.Message,
            SplitBy.Touchpoint or SplitBy.Team => Dimension.Touchpoint,
            SplitBy.Channel => Dimension.Channel,
            _ => Dimension.Segment,
        };
}
