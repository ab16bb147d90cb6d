using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Statistics.Intervals;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A value with the ends of its 95 % interval.</summary>
public sealed record IntervalView(double? Value, double? Low, double? High)
{
    internal static IntervalView? Of(Estimate? estimate) => estimate is { } known ? new(known.Value, known.Low, known.High) : null;
}

/// <summary>The two ends of an interval.</summary>
public sealed record BandView(double? Low, double? High)
{
    internal static BandView? Of((double Low, double High)? band) => band is { } ends ? new(ends.Low, ends.High) : null;
}

/// <summary>What a KPI is held against: <paramref name="Kind"/> is level, window or campaign.</summary>
public sealed record YardstickView(string Kind, LocalDate From, LocalDate To, double? Value);

/// <summary>One KPI of a scorecard; ratios are 0 to 1, emotional KPIs 0 to 100. Below the minimum n the value is null and the note says why.</summary>
public sealed record KpiView(
    string Kpi,
    string Side,
    double? Value,
    double? Low,
    double? High,
    long N,
    string Unit,
    string? Currency,
    IntervalView? Change,
    string? Of,
    string Sure,
    YardstickView? Yardstick,
    double? Compared,
    LocalDate? Since,
    double? WouldShow,
    double? DesignEffect,
    string? Note
)
{
    /// <summary>How many of those asked answered; left out where nothing tells that anybody was.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public ResponseView? Response { get; init; }

    /// <summary>How its answers are read; left out where no instrument of it is declared.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public InstrumentUseView? Instrument { get; init; }

    internal static KpiView From(KpiReading kpi) =>
        new(
            kpi.Kpi.Name,
            StoredNames.Of(kpi.Kpi.Side),
            kpi.Value?.Value,
            kpi.Value?.Low,
            kpi.Value?.High,
            kpi.N,
            StoredNames.Of(kpi.Kpi.Unit),
            kpi.Currency,
            IntervalView.Of(kpi.Change),
            kpi.Kpi.CardSide is { } of ? StoredNames.Of(of) : null,
            StoredNames.Of(kpi.Sure),
            kpi.Yardstick is { } held ? new(StoredNames.Of(held.Kind), held.From, held.To, held.Value) : null,
            kpi.Compared,
            kpi.Since,
            kpi.WouldShow,
            kpi.DesignEffect,
            kpi.Note
        )
        {
            Response = ResponseView.From(kpi.Response),
            Instrument = InstrumentUseView.Of(kpi.Instrument),
        };
}

/// <summary>The three indices, 0 to 1; null where nothing of a side has a value.</summary>
public sealed record IndicesView(double? Logic, double? Emotion, double? Hybrid);

/// <summary>The 95 % intervals of the indices.</summary>
public sealed record IndexBandsView(BandView? Logic, BandView? Emotion, BandView? Hybrid);

/// <summary>What is sure of each side: better, worse or no.</summary>
public sealed record SidesView(string Demand, string Feeling, string Regret);

/// <summary>A KPI that has too few answers for a fall that matters to be seen, and how many answers would do; null where that is not known.</summary>
public sealed record MissingView(string Kpi, long? Answers);

/// <summary>The reading of one window: every KPI, the indices, the word and its sentence, and what is not known.</summary>
public record CardView(
    IReadOnlyList<KpiView> Kpis,
    IndicesView Indices,
    IndexBandsView IndexBands,
    string Reading,
    string Sentence,
    LocalDate? Since,
    SidesView Sides,
    IReadOnlyList<string> NotAsked,
    IReadOnlyList<MissingView> Missing,
    IReadOnlyList<LocalDate> SetAside,
    string Formula
)
{
    /// <summary>A scorecard alone.</summary>
    public static CardView Of(Scorecard card) =>
        new(
            [.. card.Kpis.Select(KpiView.From)],
            new(card.Indices.Logic, card.Indices.Emotion, card.Indices.Hybrid),
            new(BandView.Of(card.Indices.LogicBand), BandView.Of(card.Indices.EmotionBand), BandView.Of(card.Indices.HybridBand)),
            StoredNames.Of(card.Reading),
            card.Sentence,
            card.Since,
            new(StoredNames.Of(card.Sides.Demand), StoredNames.Of(card.Sides.Feeling), StoredNames.Of(card.Sides.Regret)),
            [.. card.NotAsked.Select(kpi => kpi.Name)],
            [.. card.Missing.Select(one => new MissingView(one.Kpi.Name, one.Answers))],
            card.SetAside,
            Scorecard.Formula
        );
}

/// <summary>The scorecard of one part of a campaign; the scope names its dimension and value.</summary>
public sealed record PartCardView : CardView
{
    internal PartCardView(CardView card)
        : base(card) { }

    [JsonPropertyOrder(-1)]
    public required IReadOnlyDictionary<string, string> Scope { get; init; }

    /// <summary>The answers among those of the window that took the scope from what their customers did last.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public JoinedView? Joined { get; init; }
}

/// <summary>Answers that name no message, channel or segment themselves and took the one that their customers named last before.</summary>
/// <param name="OlderThan90Days">Those whose customer had named it more than 90 days before.</param>
/// <param name="Returning">Those whose customer had bought more than once by then; the channel of a last touch mostly stands for that.</param>
/// <param name="Kpis">The same for each question.</param>
public sealed record JoinedView(long Answers, long OlderThan90Days, long Returning, IReadOnlyList<JoinedKpiView> Kpis)
{
    internal static JoinedView? Of(JoinedCount? count) =>
        count is null
            ? null
            : new(
                count.Answers,
                count.Old,
                count.Returning,
                [.. count.Kpis.Select(kpi => new JoinedKpiView(kpi.Kpi, kpi.Count.Answers, kpi.Count.Old, kpi.Count.Returning))]
            );
}

/// <summary>The joined answers to one question.</summary>
public sealed record JoinedKpiView(string Kpi, long Answers, long OlderThan90Days, long Returning);

/// <summary>The days of a window, both ends included.</summary>
public sealed record WindowView(LocalDate From, LocalDate To, int Days);

/// <summary>The cursors of a reading as they were asked for, and the seal it was read at.</summary>
public sealed record CursorsView(string? At, string? Known, int Seal)
{
    internal static CursorsView Of(Cursors? cursors, Proofs.SealNumber seal) => new(cursors?.At?.ToString(), cursors?.Known?.ToString(), seal.Value);
}

/// <summary>Signals that could not be folded and are in no reading.</summary>
public sealed record NotFoldedView(long Signals, Instant Since, string Sentence)
{
    internal static NotFoldedView? Of(NotFolded? part) => part is null ? null : new(part.Signals, part.Since, part.Text);
}

/// <summary>Signals that are dated after the last day of a reading.</summary>
public sealed record AheadView(long Signals, LocalDate Newest)
{
    internal static AheadView? Of(Ahead? ahead) => ahead is { } some ? new(some.Signals, some.Newest) : null;
}

/// <summary>A campaign's scorecard at its cursors, and one for each value of the dimension that was asked for.</summary>
public sealed record ScorecardView : CardView
{
    private ScorecardView(CardView card)
        : base(card) { }

    [JsonPropertyOrder(-4)]
    public required string Campaign { get; init; }

    [JsonPropertyOrder(-3)]
    public required WindowView Window { get; init; }

    [JsonPropertyOrder(-2)]
    public required CursorsView Cursors { get; init; }

    [JsonPropertyOrder(-1), JsonIgnore(Condition = WhenWritingNull)]
    public NotFoldedView? NotFolded { get; init; }

    [JsonPropertyOrder(1)]
    public AheadView? Ahead { get; init; }

    [JsonPropertyOrder(2)]
    public required IReadOnlyList<PartCardView> By { get; init; }

    /// <summary>The joined answers of all parts.</summary>
    [JsonPropertyOrder(3), JsonIgnore(Condition = WhenWritingNull)]
    public JoinedView? Joined { get; init; }

    public static ScorecardView Of(CampaignScorecard card) =>
        new(CardView.Of(card.Whole))
        {
            Campaign = card.Campaign,
            Window = new(card.From, card.To, Period.DaysBetween(card.From, card.To) + 1),
            Cursors = CursorsView.Of(card.Cursors, card.Seal),
            NotFolded = NotFoldedView.Of(card.NotFolded),
            Ahead = AheadView.Of(card.Ahead),
            Joined = JoinedView.Of(card.Joined),
            By =
            [
                .. card.By.Select(part => new PartCardView(CardView.Of(part.Scorecard))
                {
                    Scope = new Dictionary<string, string>(StringComparer.Ordinal) { [card.SplitBy!.Name] = part.Scope },
                    Joined = JoinedView.Of(part.Joined),
                }),
            ],
        };
}
