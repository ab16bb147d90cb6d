using System.Collections.Concurrent;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// A question for a scorecard. The window ends with the day of the <c>at</c> cursor, by default the campaign's last day (<see cref="CampaignSpan"/>).
/// </summary>
public sealed record ScorecardQuestion(string Campaign, int WindowDays = 28, Cursors? Cursors = null, SplitBy? By = null)
{
    /// <summary>
    /// Whether an answer that names no message, channel or segment is counted under the one its customer named last (<see cref="JoinedAnswers"/>), where the
    /// scorecard is split by it.
    /// </summary>
    public bool AreAnswersJoined { get; init; } = true;
}

/// <summary>The scorecard of one part of the campaign; the part that names none of the split is called "(none)".</summary>
public sealed record ScopedScorecard(string Scope, Scorecard Scorecard)
{
    /// <summary>The answers of the window that took the scope from what their customers did; null where none did.</summary>
    public JoinedCount? Joined { get; init; }
}

/// <summary>Answers that took their scope from what their customers did last.</summary>
/// <param name="Old">Those whose customer had named it more than <see cref="JoinedAnswers.OldDays"/> days before.</param>
/// <param name="Returning">Those whose customer had bought more than once by then. The channel of a last touch mostly stands for that.</param>
public sealed record JoinedCount(long Answers, long Old, long Returning)
{
    /// <summary>The same for each question, in alphabetical order.</summary>
    public IReadOnlyList<(string Kpi, JoinedCount Count)> Kpis { get; private init; } = [];

    internal static JoinedCount? Of(IReadOnlyCollection<JoinedAnswer> answers) =>
        answers.Count == 0
            ? null
            : Sum(answers) with
            {
                Kpis =
                [
                    .. answers
                        .GroupBy(answer => answer.Measure.Measure.Kpi!, StringComparer.Ordinal)
                        .OrderBy(kpi => kpi.Key, StringComparer.Ordinal)
                        .Select(kpi => (kpi.Key, Sum([.. kpi]))),
                ],
            };

    private static JoinedCount Sum(IReadOnlyCollection<JoinedAnswer> answers) =>
        new(Count(answers), Count(answers.Where(answer => answer.IsOld)), Count(answers.Where(answer => answer.IsReturning)));

    private static long Count(IEnumerable<JoinedAnswer> answers) => answers.Sum(answer => answer.Measure.Measure.Count);
}

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

    /// <summary>The answers of the window, of all parts, that took their scope from what their customers did; null where none did.</summary>
    public JoinedCount? Joined { get; init; }
}

/// <summary>A scorecard with the days it was read from, money in the currency of the stack.</summary>
/// <param name="Currency">That of the stack; null where the stack names none.</param>
/// <param name="IsExchanged">Whether exchange rates were looked at, which belong to no campaign.</param>
internal sealed record CardReading(CampaignScorecard Answer, IReadOnlyList<DayMeasure> Measures, string? Currency, bool IsExchanged);

/// <summary>Reads scorecards from the cells. What was read is kept, and given again while the head it was read at stands.</summary>
public sealed class ScorecardReader(
    CellReader cells,
    WorkspaceSettings settings,
    CustomerEffects customers,
    JoinedAnswers answers,
    AcceptedLevels levels,
    RateReader rates
)
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
        if (await ReadAsync(question, head, cancel) is not { Answer: var answer })
            return null;

        if (kept.Count >= Kept)
            kept.Clear();
        kept[question] = (head, answer);
        return answer;
    }

    /// <summary>Reads a scorecard anew, with the days it was read from; null where the campaign has no signals at the cursors.</summary>
    internal async Task<CardReading?> ReadWithDaysAsync(ScorecardQuestion question, CancellationToken cancel) =>
        await cells.HeadAsync(question.Campaign, cancel) is { } head ? await ReadAsync(question, head, cancel) : null;

    private async Task<CardReading?> ReadAsync(ScorecardQuestion question, CampaignHead head, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        if (await EndAsync(head, cursors, cancel) is not { } end)
            return null;

        // What customers did is folded before the cells: no more of it is read than the cells hold.
        var (campaign, through) = (head.Campaign, cursors.Seal ?? head.Folded);
        var to = cursors.At?.Day ?? end.Last;
        var from = to.PlusDays(1 - question.WindowDays);
        var first = from.PlusDays(-DaysBack);
        var stack = cursors.Seal is { } seal ? await settings.KpisAsync(seal, cancel) : await settings.KpisNowAsync(head.Journal, cancel);
        var journey = question.By == SplitBy.Team ? await settings.JourneyAsync(cursors.Seal, cancel) : JourneyMap.Empty;

        var measures = await cells.LevelDaysAsync(campaign, first, to, cursors, by: null, cancel);
        var exchange = await rates.ForAsync(stack.Currency, measures, cursors, cancel);
        var card = new CardDays(from, to, Exchange.In(exchange, measures))
        {
            Strata = await cells.StrataAsync(campaign, from.PlusDays(-Year), to, cursors, cancel),
            Accepted = await AcceptedAsync(question.Campaign, to, head, cursors, cancel),
            CustomerEffects = await customers.ReadAsync(campaign, from.PlusDays(-Year), from, to, cursors, through, cancel),
            Converted = exchange?.Converted ?? [],
            Instruments = cursors.Seal is { } read ? await settings.InstrumentsAsync(read, cancel) : await settings.InstrumentsNowAsync(head.Journal, cancel),
        };
        var joined =
            question is { By: { IsTeam: false } split, AreAnswersJoined: true } && JoinedAnswers.Take(split.Dimension)
                ? await answers.ReadAsync(campaign, first, to, cursors, through, split.Dimension, cancel)
                : [];
        var parts = question.By is { } by
            ? Moved(Exchange.In(exchange, await cells.LevelDaysAsync(campaign, first, to, cursors, by.Dimension, cancel)), joined)
            : [];
        var ofWindow = joined.Where(answer => card.Holds(answer.Measure.Day)).ToLookup(answer => answer.Measure.Scope, StringComparer.Ordinal);

        var answer = new CampaignScorecard(
            question.Campaign,
            from,
            to,
            cursors with
            {
                At = cursors.At ?? new DayCursor(to, null),
            },
            through,
            Scorecard.Read(stack, card),
            question.By,
            [
                .. parts
                    .GroupBy(part => ScopeOf(part.Scope), StringComparer.Ordinal)
                    .Where(scope => scope.Any(part => card.Holds(part.Day)))
                    .OrderBy(scope => scope.Key, StringComparer.Ordinal)
                    .Select(scope => new ScopedScorecard(scope.Key, Scorecard.Read(stack, PartOf(card, [.. scope], question.By!)))
                    {
                        Joined = JoinedCount.Of([.. ofWindow[scope.Key]]),
                    }),
            ]
        )
        {
            Ahead = cursors.At is null ? end.Ahead : null,
            NotFolded = NotFolded.At(head, cursors),
            Joined = JoinedCount.Of([.. ofWindow.SelectMany(scope => scope)]),
        };
        return new(answer, card.Measures, stack.Currency, exchange is not null);

        string ScopeOf(string? value) => (question.By == SplitBy.Team && value is not null ? journey.Find(value)?.Team : value) ?? NoScope;
    }

    /// <summary>Takes the answers out of the part that names nothing, and puts each into the part it took.</summary>
    private static IReadOnlyList<DayMeasure> Moved(IReadOnlyList<DayMeasure> measures, IReadOnlyList<JoinedAnswer> joined) =>
        [
            .. measures,
            .. joined.SelectMany(answer => (DayMeasure[])[answer.Measure, answer.Measure with { Scope = null, Measure = answer.Measure.Measure.Negated }]),
        ];

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

    /// <summary>A part's own days, and before the first of them and the window those of the campaign.</summary>
    private static CardDays PartOf(CardDays card, IReadOnlyList<DayMeasure> own, SplitBy by)
    {
        var first = own.Min(measure => measure.Day);
        DayMeasure[] before = [.. card.Measures.Where(measure => measure.Day < first && measure.Day < card.From)];
        var part = card with { Measures = [.. before, .. own], Strata = [] };
        return before.Length == 0 ? part : part with { OwnFrom = first, AreRatesAlike = by.AreRatesAlike };
    }

    /// <summary>The campaign's last day at the cursors, and what lies ahead of it. What is known now was read with the head already.</summary>
    private async Task<(LocalDate Last, Ahead? Ahead)?> EndAsync(CampaignHead head, Cursors cursors, CancellationToken cancel)
    {
        if (cursors is { At: null or { Inside: null }, Known: null, Seal: null })
            return head.LastDay is { } last ? (last, head.Ahead) : null;
        return await cells.SpanAsync(head.Campaign, cursors, cancel) is { } span ? (span.Last, span.Ahead) : null;
    }
}
