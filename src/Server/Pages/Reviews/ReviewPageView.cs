using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Campaigns;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Wire.Pictures;

namespace CustomerPerformanceTracker.Server.Pages.Reviews;

/// <summary>The review of a campaign over a period, with nothing but what its reading has.</summary>
/// <param name="Workspace">The name of the workspace that was read.</param>
/// <param name="Zone">The zone of its days.</param>
/// <param name="Cursors">As the address names them.</param>
public sealed record ReviewPageView(ReviewReading Reading, string Workspace, string Zone, CursorQuery Cursors)
{
    public Review Review => Reading.Review;

    public CampaignScorecard Card => Review.Scorecard;

    public string Title => $"Review of {Review.Campaign}, {Span}";

    public string Span => $"{PageText.Day(Review.From)} to {PageText.Day(Review.To)}";

    public int Days => Period.DaysBetween(Review.From, Review.To) + 1;

    /// <summary>The cursors at the last seal that is read.</summary>
    public CursorQuery Sealed => Cursors with { Seal = Card.Seal.Value };

    /// <summary>The lines of the rows that stand for what customers do and how they feel, from the first day of the period to its last.</summary>
    public LanesView? Lanes
    {
        get
        {
            var (demand, feeling) = (LineOf(CardSide.Demand, Kpi.ConversionRate), LineOf(CardSide.Feeling, Kpi.Trust));
            var marks = LaneMarks.Of(Review.Alerts, Review.Adjustments, [demand, feeling], DateTimeZoneProviders.Tzdb[Zone]);
            return LanesView.Of(Review.Campaign, demand, feeling, marks, new DateAxis(Review.From, Review.To));
        }
    }

    /// <summary>The breaks of the period, those with the same things recorded just before together.</summary>
    public IEnumerable<(IReadOnlyList<(TrustTrend Line, TrendBreak What)> Breaks, IReadOnlyList<string> Candidates)> Breaks =>
        ReviewWords
            .Breaks(Review)
            .Select(one => (Break: one, Candidates: (IReadOnlyList<string>)[.. BreakWords.Candidates(one.What)]))
            .GroupBy(one => string.Join('\n', one.Candidates), StringComparer.Ordinal)
            .Select(group => ((IReadOnlyList<(TrustTrend, TrendBreak)>)[.. group.Select(one => one.Break)], group.First().Candidates));

    public static ReviewPageView Of(Engine engine, ReviewReading reading, CursorQuery cursors) =>
        new(reading, engine.Workspace.Name, engine.Workspace.Zone, cursors);

    private TrustTrend? LineOf(CardSide side, Kpi usual) =>
        BoardLine.RowOf(Card.Whole, side, usual) is { } row ? Review.Kpis.FirstOrDefault(kpi => kpi.Reading == row)?.Trend : null;
}
