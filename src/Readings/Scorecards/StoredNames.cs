using System.Diagnostics;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>The names that stand in stored and in served documents for what is counted here. Names are a format and do not follow the code.</summary>
public static class StoredNames
{
    /// <summary>The stored name of a reading, in snake case.</summary>
    public static string Of(Reading reading) =>
        reading switch
        {
            Reading.Sustainable => "sustainable",
            Reading.Misleading => "misleading",
            Reading.UnconvertedTrust => "unconverted_trust",
            Reading.Declining => "declining",
            Reading.NotEnoughAnswers => "not_enough_answers",
            _ => throw new UnreachableException(),
        };

    /// <summary>The stored name of a side.</summary>
    public static string Of(Side side) =>
        side switch
        {
            Side.Logic => "logic",
            Side.Emotion => "emotion",
            _ => throw new UnreachableException(),
        };

    /// <summary>The stored name of one of the three sides.</summary>
    public static string Of(CardSide side) =>
        side switch
        {
            CardSide.Demand => "demand",
            CardSide.Feeling => "feeling",
            CardSide.Regret => "regret",
            _ => throw new UnreachableException(),
        };

    /// <summary>The stored name of what is sure.</summary>
    public static string Of(Sure sure) =>
        sure switch
        {
            Sure.Better => "better",
            Sure.Worse => "worse",
            Sure.No => "no",
            _ => throw new UnreachableException(),
        };

    /// <summary>The stored name of where a yardstick comes from.</summary>
    public static string Of(YardstickKind kind) =>
        kind switch
        {
            YardstickKind.Level => "level",
            YardstickKind.Window => "window",
            YardstickKind.Campaign => "campaign",
            _ => throw new UnreachableException(),
        };

    /// <summary>The stored name of a unit, in snake case.</summary>
    public static string Of(KpiUnit unit) =>
        unit switch
        {
            KpiUnit.Ratio => "ratio",
            KpiUnit.Count => "count",
            KpiUnit.Money => "money",
            KpiUnit.Score => "score",
            KpiUnit.NetScore => "net_score",
            _ => throw new UnreachableException(),
        };
}
