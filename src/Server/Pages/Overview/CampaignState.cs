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

    /// <summary>The misleading ones stand first, for they are what this program is for; then what falls, then what nobody can say anything of.</summary>
    public int Rank =>
        Whole.Reading switch
        {
            Reading.Misleading => 0,
            Reading.Declining => 1,
            Reading.UnconvertedTrust => 2,
            Reading.NotEnoughAnswers => 3,
            _ => 4,
        };
}
