using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>A part of the campaign beside the others of its dimension.</summary>
/// <param name="Row">Null where the part has nothing of the KPI.</param>
public sealed record PartRow(string Dimension, string Scope, KpiReading? Row, Reading Reading);

/// <summary>One campaign: the word and its sentence, the lines, the scorecard, its parts, and what had changed just before.</summary>
/// <param name="Journey">Null where neither a journey map nor a signal names a touchpoint.</param>
/// <param name="Cursors">As the address names them.</param>
/// <param name="Sealed">The same, at the last seal that is read.</param>
public sealed record CampaignView(
    CampaignSides State,
    LanesView? Lanes,
    IReadOnlyList<PartRow> Parts,
    JourneyView? Journey,
    IReadOnlyList<Alert> Alerts,
    CursorQuery Cursors,
    CursorQuery Sealed
)
{
    private static readonly string[] UsualDimensions = ["segment", "touchpoint", "channel", "message"];
    private const int MostParts = 12;

    public CampaignScorecard Card => State.Card;

    /// <summary>The last break of how customers feel; null where the line has none.</summary>
    public TrendBreak? Break => State.Feeling?.Line.Breaks.LastOrDefault();

    /// <summary>That break in words, with its day.</summary>
    public string? BreakSentence => Break is { } one ? $"On {PageText.Day(one.Date)} {BreakWords.Told(State.Feeling!.Line, one)}." : null;

    public static async Task<CampaignView?> ReadAsync(Engine engine, string campaign, CursorQuery query, Cursors cursors, CancellationToken cancel)
    {
        if (await engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: cursors), cancel) is not { } card)
            return null;
        var state = await CampaignSides.ReadAsync(engine, card, cursors, cancel);
        var (demand, feeling) = (state.Demand?.Line, state.Feeling?.Line);
        var adjustments = (await engine.Adjustments.ListAsync(cursors.Seal, cancel)).Where(one => one.Proposal.Campaign == campaign);
        var messages = await engine.Cells.CampaignAsync(campaign, cancel) is { } id ? await engine.Cells.MessageSpansAsync(id, cursors, cancel) : [];
        Alert[] alerts = [.. (await engine.Alerts.ListAsync(cursors.Seal, cancel)).Where(alert => alert.Campaign == campaign)];
        return new(
            state,
            LanesView.Of(campaign, demand, feeling, LaneMarks.Of(alerts, adjustments, [demand, feeling], engine.Days), messages: messages),
            await PartsAsync(engine, state, cursors, cancel),
            await JourneyView.ReadAsync(engine, state, cursors, cancel),
            [.. alerts.OrderByDescending(alert => alert.On)],
            query,
            Links.Sealed(query, card.Cursors, card.Seal)
        );
    }

    /// <summary>How the parts of each dimension feel, the worst first, in the KPI that stands for how customers feel.</summary>
    private static async Task<IReadOnlyList<PartRow>> PartsAsync(Engine engine, CampaignSides state, Cursors cursors, CancellationToken cancel)
    {
        if (state.Feeling is not { Row.Kpi: var kpi })
            return [];
        var known = await engine.Settings.DimensionsAsync(cancel);
        var parts = new List<PartRow>();
        foreach (var name in UsualDimensions.Concat(known.Declared.Select(own => own.Name)))
        {
            var split = await engine.Scorecards.ReadAsync(new ScorecardQuestion(state.Campaign, Cursors: cursors, By: known.Split(name)), cancel);
            parts.AddRange(
                (split?.By ?? [])
                    .Select(part => new PartRow(name, part.Scope, part.Scorecard.Kpis.FirstOrDefault(row => row.Kpi == kpi), part.Scorecard.Reading))
                    .Where(part => part.Row is { N: > 0 })
                    .OrderBy(part => part.Row!.Change?.Value ?? 0)
                    .Take(MostParts)
            );
        }

        return parts;
    }
}
