using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Readings.Board;

/// <summary>A day of a line.</summary>
/// <param name="N">Answers, or what a rate is taken over.</param>
/// <param name="Mean">In the KPI's unit.</param>
public readonly record struct DayMean(LocalDate Date, double N, double Mean);

/// <summary>The row of a scorecard that stands for one of its sides, with its days, those without anything left out.</summary>
public sealed record BoardLine(KpiReading Row, IReadOnlyList<DayMean> Days)
{
    /// <summary>How many days before the end of the window a line goes back: half a year.</summary>
    public const int DaysBack = 26 * 7;

    /// <summary>The mean of the days from one on, each day as heavy as its answers or trials; null where there are none.</summary>
    public double? MeanOf(LocalDate from, LocalDate to)
    {
        var (sum, n) = (0.0, 0.0);
        foreach (var day in Days.Where(day => day.Date >= from && day.Date <= to))
            (sum, n) = (sum + day.N * day.Mean, n + day.N);
        return n > 0 ? sum / n : null;
    }

    /// <summary>The row that stands for a side: the usual one where it has a value, else the one with the most behind it. Null where none has.</summary>
    public static KpiReading? RowOf(Scorecard card, CardSide side, Kpi usual)
    {
        KpiReading[] rows = [.. card.Kpis.Where(row => row.Kpi.CardSide == side && row.Value is not null && IsDrawn(row.Kpi))];
        return rows.FirstOrDefault(row => row.Kpi == usual) ?? rows.MaxBy(row => row.N);
    }

    internal static BoardLine? Of(CardReading reading, CardSide side, Kpi usual)
    {
        if (RowOf(reading.Answer.Whole, side, usual) is not { } row || DaySeries.Of(row.Kpi, reading.Measures, reading.Currency) is not ShareSeries shares)
            return null;
        var first = reading.Answer.To.PlusDays(-DaysBack);
        return new(
            row,
            [
                .. shares
                    .Days(reading.Measures.Where(day => day.Day >= first))
                    .Select(day => new DayMean(day.Key, day.Value.Trials, shares.Low + (shares.High - shares.Low) * (day.Value.Successes / day.Value.Trials))),
            ]
        );
    }

    // A rate over trials or an answer has a line of days.
    private static bool IsDrawn(Kpi kpi) => kpi.IsOverTrials || kpi.Unit is KpiUnit.Score or KpiUnit.NetScore;
}

/// <summary>A campaign beside the others: its scorecard of four weeks, and the rows that stand for what its customers do and how they feel.</summary>
public sealed record BoardCampaign(CampaignScorecard Card, BoardLine? Demand, BoardLine? Feeling)
{
    /// <summary>
    /// Its place in lists, the lowest first: what is misleading, which this program is for; then what falls, then what nobody can say anything of.
    /// </summary>
    public int Rank =>
        Card.Whole.Reading switch
        {
            Reading.Misleading => 0,
            Reading.Declining => 1,
            Reading.UnconvertedTrust => 2,
            Reading.NotEnoughAnswers => 3,
            _ => 4,
        };

    internal static BoardCampaign Of(CardReading reading) =>
        new(reading.Answer, BoardLine.Of(reading, CardSide.Demand, Kpi.ConversionRate), BoardLine.Of(reading, CardSide.Feeling, Kpi.Trust));
}
