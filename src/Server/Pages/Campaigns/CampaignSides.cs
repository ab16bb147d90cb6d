using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>One KPI of a campaign with its line.</summary>
public sealed record KpiLine(KpiReading Row, TrustTrend Line);

/// <summary>A campaign's scorecard with the lines of the rows that stand for what its customers do and how they feel.</summary>
public sealed record CampaignSides(CampaignScorecard Card, KpiLine? Demand, KpiLine? Feeling)
{
    public string Campaign => Card.Campaign;

    public Scorecard Whole => Card.Whole;

    public static async Task<CampaignSides> ReadAsync(Engine engine, CampaignScorecard card, Cursors cursors, CancellationToken cancel) =>
        new(
            card,
            await LineAsync(engine, card, CardSide.Demand, Kpi.ConversionRate, cursors, cancel),
            await LineAsync(engine, card, CardSide.Feeling, Kpi.Trust, cursors, cancel)
        );

    private static async Task<KpiLine?> LineAsync(Engine engine, CampaignScorecard card, CardSide side, Kpi usual, Cursors cursors, CancellationToken cancel) =>
        BoardLine.RowOf(card.Whole, side, usual) is { } row
        && await engine.Trends.ReadAsync(new TrendQuestion(card.Campaign, row.Kpi.Name, Cursors: cursors), cancel) is { } line
            ? new(row, line)
            : null;
}
