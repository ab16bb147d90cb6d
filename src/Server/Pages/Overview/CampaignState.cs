using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Server.Pages.Overview;

/// <summary>A campaign as the overview shows it: its scorecard, and the lines of what its customers do and how they feel.</summary>
public sealed record CampaignState(BoardCampaign Board)
{
    public string Campaign => Board.Card.Campaign;

    public CampaignScorecard Card => Board.Card;

    public Scorecard Whole => Card.Whole;

    public BoardLine? Demand => Board.Demand;

    public BoardLine? Feeling => Board.Feeling;

    /// <inheritdoc cref="BoardCampaign.Rank"/>
    public int Rank => Board.Rank;
}
