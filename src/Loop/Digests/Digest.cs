using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Loop.Digests;

/// <summary>A row of a scorecard of which something else is sure than before.</summary>
/// <param name="Now">The row as it reads by the digest's seal.</param>
/// <param name="Was">What was sure of it by the seal before.</param>
public sealed record RowNews(KpiReading Now, Sure Was);

/// <summary>A campaign by the digest's seal, beside how it read by the seal before.</summary>
/// <param name="Before">Null where the digest is the first, or the campaign had no signals by the seal before.</param>
public sealed record DigestCampaign(BoardCampaign Board, Scorecard? Before)
{
    public string Name => Board.Card.Campaign;

    public Scorecard Now => Board.Card.Whole;

    /// <summary>The rows of which something else is sure than before, those of feeling first.</summary>
    public IReadOnlyList<RowNews> Rows { get; } =
    [
        .. Board
            .Card.Whole.Kpis.Select(row => new RowNews(row, SureOf(Before, row)))
            .Where(row => row.Now.Sure != row.Was)
            .OrderBy(row => row.Now.Kpi.CardSide != Readings.Kpis.CardSide.Feeling),
    ];

    /// <summary>The rows that stand surely below the floor of the KPI stack, and did not before.</summary>
    public IReadOnlyList<(KpiReading Row, double Floor)> BelowFloor { get; } =
    [
        .. Board.Card.Whole.BelowFloor.Where(low =>
            Before is null || !Before.BelowFloor.Any(one => one.Row.Kpi == low.Row.Kpi && one.Row.Currency == low.Row.Currency)
        ),
    ];

    /// <summary>
    /// Whether the campaign is told in the digest: its word, or what is sure of one of its rows, is another than before. Without a before: whether anything is
    /// surely wrong with it.
    /// </summary>
    public bool IsNews =>
        BelowFloor.Count > 0
        || (
            Before is null
                ? Now.Reading is Reading.Misleading or Reading.Declining or Reading.UnconvertedTrust
                : Before.Reading != Now.Reading || Rows.Count > 0
        );

    private static Sure SureOf(Scorecard? card, KpiReading row) =>
        card?.Kpis.FirstOrDefault(one => one.Kpi == row.Kpi && one.Currency == row.Currency)?.Sure ?? Sure.No;
}

/// <summary>An alert that was raised, or is in another state than before.</summary>
/// <param name="Was">Its state by the seal before; null where it was not there.</param>
public sealed record AlertNews(Alert Alert, string? Was);

/// <summary>A change of strategy that was proposed, or is in another state than before.</summary>
/// <inheritdoc cref="AlertNews"/>
public sealed record ChangeNews(Adjustment Change, string? Was);

/// <summary>What is sure and new between two seals: only that, with how many campaigns were looked at for it.</summary>
/// <param name="Since">Null: the first digest, which holds all that stands.</param>
/// <param name="Campaigns">Every campaign that has signals by the seal, those with news first, the worst of them before the others.</param>
public sealed record Digest(
    SealNumber? Since,
    SealNumber Seal,
    IReadOnlyList<DigestCampaign> Campaigns,
    IReadOnlyList<AlertNews> Alerts,
    IReadOnlyList<ChangeNews> Changes
)
{
    public IReadOnlyList<DigestCampaign> News => field ??= [.. Campaigns.Where(campaign => campaign.IsNews)];

    /// <summary>Whether it holds nothing that is sure and new.</summary>
    public bool IsEmpty => News.Count == 0 && Alerts.Count == 0 && Changes.Count == 0;
}
