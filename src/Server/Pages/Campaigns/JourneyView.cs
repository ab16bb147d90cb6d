using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>A touchpoint of the journey as the campaign's customers passed it in the window.</summary>
/// <param name="Place">What the journey map says of it; null where the map does not name it.</param>
/// <param name="Row">How customers feel there; null where the touchpoint has no signal in the window.</param>
/// <param name="Acts">What customers did there, by the counts of signals.</param>
/// <param name="Answers">What they answered there, to any question.</param>
public sealed record JourneyZone(string Touchpoint, Touchpoint? Place, KpiReading? Row, long Acts, long Answers)
{
    /// <summary>Whether nobody is asked there: what customers feel at a blind zone is unknown, however much they do.</summary>
    public bool IsBlind => Answers == 0;

    /// <summary>Whether somebody is asked there, and about something else.</summary>
    public bool IsAskedElse => !IsBlind && Row is not { N: > 0 };

    public bool IsMoment => Place is { MomentOfTruth: true };

    /// <summary>What the zone shows, in a word or two.</summary>
    public string Word =>
        this switch
        {
            { IsBlind: true } => "blind zone",
            { IsAskedElse: true } => "not asked about this",
            _ => KpiWords.Verdict(Row!).TrimStart('▼', '▲', ' '),
        };

    public Tone Tone =>
        this switch
        {
            { IsBlind: true } or { IsAskedElse: true } => Tone.Warn,
            { Row.Sure: Sure.Worse } => Tone.Bad,
            { Row.Sure: Sure.Better } => Tone.Good,
            _ => Tone.Plain,
        };

    /// <summary>Why there is no figure, in a sentence; null where there is one.</summary>
    public string? Missing =>
        this switch
        {
            { IsBlind: true, Acts: 0 } => "Nobody is asked here, and nothing that customers did here is recorded.",
            { IsBlind: true } => $"Nobody is asked here: {PageText.Number(Acts)} {(Acts == 1 ? "act" : "acts")} of customers and no answer.",
            { IsAskedElse: true } => $"{PageText.Number(Answers)} {(Answers == 1 ? "answer" : "answers")}, to other questions.",
            { Row: { Value: null } row } => $"{PageText.Number(row.N)} {(row.N == 1 ? "answer is" : "answers are")} too few for a figure.",
            _ => null,
        };
}

/// <summary>The journey of a campaign: its zones in the order of the journey map, and those that only signals name behind them.</summary>
/// <param name="Kpi">The feeling that is read of each zone.</param>
/// <param name="HasMap">Whether the workspace set a journey map.</param>
/// <param name="Unplaced">Answers about the feeling that name no touchpoint.</param>
public sealed record JourneyView(Kpi Kpi, LocalDate From, LocalDate To, IReadOnlyList<JourneyZone> Zones, bool HasMap, long Unplaced)
{
    private IReadOnlyList<JourneyZone> Blind => [.. Zones.Where(zone => zone.IsBlind)];

    /// <summary>How many zones are blind, with their names.</summary>
    public string Headline =>
        Blind.Count == 0
            ? "Somebody is asked at every zone."
            : $"{PageText.Sentence(PageText.Count(Blind.Count))} of {PageText.Many(Zones.Count, "zone")} {(Blind.Count == 1 ? "is" : "are")} blind, "
                + $"for nobody is asked there: {string.Join(", ", Blind.Select(zone => zone.Touchpoint))}. What customers feel there is unknown.";

    /// <summary>What stands beside the zones; null where nothing does.</summary>
    public string? Beside =>
        (HasMap, Unplaced) switch
        {
            (true, 0) => null,
            (true, _) => $"{PageText.Number(Unplaced)} {(Unplaced == 1 ? "answer names" : "answers name")} no touchpoint.",
            (false, _) =>
                "No journey map is set, so zones stand in the order of their names; a zone that no signal names is unknown. `cpt journey set FILE` sets one.",
        };

    /// <summary>Null where neither the map nor a signal of the window names a touchpoint.</summary>
    public static async Task<JourneyView?> ReadAsync(Engine engine, CampaignSides state, Cursors cursors, CancellationToken cancel)
    {
        var (card, kpi) = (state.Card, state.Feeling?.Row.Kpi ?? Kpi.Trust);
        var map = await engine.Settings.JourneyAsync(cursors.Seal, cancel);
        var parts = (await engine.Scorecards.ReadAsync(new ScorecardQuestion(state.Campaign, Cursors: cursors, By: SplitBy.Touchpoint), cancel))?.By ?? [];
        var rows = parts.ToDictionary(part => part.Scope, part => part.Scorecard.Kpis.FirstOrDefault(row => row.Kpi.Name == kpi.Name), StringComparer.Ordinal);
        var counts = (await CountsAsync(engine, card, cursors, cancel)).ToLookup(count => count.Touchpoint, StringComparer.Ordinal);
        string[] beyond =
        [
            .. counts
                .Where(zone => zone.Key.Length > 0 && map.Find(zone.Key) is null && zone.Sum(count => count.Count) > 0)
                .Select(zone => zone.Key)
                .Order(StringComparer.Ordinal),
        ];
        JourneyZone[] zones = [.. map.Touchpoints.Select(place => Zone(place.Name, place)), .. beyond.Select(name => Zone(name, place: null))];
        return zones.Length == 0
            ? null
            : new(kpi, card.From, card.To, zones, map.Touchpoints.Count > 0, rows.GetValueOrDefault(ScorecardReader.NoScope)?.N ?? 0);

        JourneyZone Zone(string name, Touchpoint? place) =>
            new(
                name,
                place,
                rows.GetValueOrDefault(name),
                counts[name].Where(count => count.IsAct).Sum(count => count.Count),
                counts[name].Where(count => count.IsAnswer).Sum(count => count.Count)
            );
    }

    private static async Task<IEnumerable<WindowCount>> CountsAsync(Engine engine, CampaignScorecard card, Cursors cursors, CancellationToken cancel)
    {
        if (await engine.Cells.CampaignAsync(card.Campaign, cancel) is not { } campaign)
            return [];
        var days = await engine.Cells.DaysAsync(campaign, card.From, card.To, cursors, Dimension.Touchpoint, cancel);
        return days.Select(day => new WindowCount(campaign, card.Campaign, day.Scope ?? "", day.Measure.Kind, day.Measure.Kpi, day.Measure.Count));
    }
}
