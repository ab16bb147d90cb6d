using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Overview;

/// <summary>A campaign as the overview shows it: its scorecard, and the lines of what its customers do and how they feel.</summary>
public sealed record CampaignState(string Campaign, CampaignScorecard Card, KpiLine? Demand, KpiLine? Feeling)
{
    public Scorecard Whole => Card.Whole;

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

    // A rate over trials or an answer has a line of days.
    private static bool IsDrawn(Kpi kpi) => kpi.IsOverTrials || kpi.Unit is KpiUnit.Score or KpiUnit.NetScore;

    /// <summary>The row that stands for a side: trust and the conversion rate where they have a value, else the one with the most behind it.</summary>
    public static KpiReading? RowOf(Scorecard card, CardSide side, Kpi usual)
    {
        KpiReading[] rows = [.. card.Kpis.Where(row => row.Kpi.CardSide == side && row.Value is not null && IsDrawn(row.Kpi))];
        return rows.FirstOrDefault(row => row.Kpi == usual) ?? rows.MaxBy(row => row.N);
    }
}

/// <summary>One KPI of a campaign with its line.</summary>
public sealed record KpiLine(KpiReading Row, TrustTrend Line)
{
    /// <summary>The mean of the days from one on, each day as heavy as its answers or trials; null where there are none.</summary>
    public double? MeanOf(LocalDate from, LocalDate to)
    {
        TrendPoint[] days = [.. Line.Points.Where(point => point.Date >= from && point.Date <= to && point is { N: > 0, Mean: not null })];
        return days.Length == 0 ? null : days.Sum(day => day.N * day.Mean!.Value) / days.Sum(day => day.N);
    }

    public string Value => KpiText.Value(Row);

    /// <summary>The change against the yardstick where it is sure, in words that say so where it is not.</summary>
    public string Change => Row.Sure == Sure.No ? (Row.Change is null ? "nothing before" : "no sure change") : KpiText.Change(Row);

    public string Tone =>
        Row.Sure switch
        {
            Sure.Worse => "bad",
            Sure.Better => "good",
            _ => "",
        };

    public string Title => PageText.Sentence(KpiText.Name(Row.Kpi));
}
