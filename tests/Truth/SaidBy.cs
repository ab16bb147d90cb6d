using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;

namespace CustomerPerformanceTracker.Truth;

/// <summary>What a card says of a side.</summary>
internal enum Saying
{
    No,
    Better,
    Worse,
}

/// <summary>
/// What a card says: its word, of each side whether it moved, and how many KPIs it marks better or worse. This is all that the proving ground knows of a card.
/// </summary>
internal sealed record SaidBy(string Word, Saying Demand, Saying Feeling, Saying Regret, int Marked)
{
    /// <summary>
    /// Until cards say what each side did, it is taken from their word, where that tells of a bad side, and otherwise from the changes whose whole interval
    /// lies on one side of 0, the bad ones before the good ones.
    /// </summary>
    public static SaidBy Card(Scorecard card)
    {
        KpiReading[] demand = [.. card.Kpis.Where(kpi => IsDemand(kpi.Kpi))];
        KpiReading[] feeling = [.. card.Kpis.Where(kpi => kpi.Kpi.Side == Side.Emotion)];
        KpiReading[] regret = [.. card.Kpis.Where(kpi => kpi.Kpi.Name == "refund_rate")];
        return new(
            ScorecardJson.Name(card.Reading),
            card.Reading is Reading.Declining or Reading.UnconvertedTrust ? Saying.Worse : Of(demand),
            card.Reading is Reading.Declining or Reading.Misleading ? Saying.Worse : Of(feeling),
            Of(regret),
            demand.Concat(feeling).Concat(regret).Count(kpi => Of(kpi) != Saying.No));
    }

    private static bool IsDemand(Kpi kpi) => kpi.Name is "conversion_rate" or "ctr" or "revenue" or "net_revenue" or "return_on_ad_spend";

    private static Saying Of(KpiReading[] side) =>
        side.Any(kpi => Of(kpi) == Saying.Worse) ? Saying.Worse : side.Any(kpi => Of(kpi) == Saying.Better) ? Saying.Better : Saying.No;

    private static Saying Of(KpiReading kpi) => kpi.Change switch
    {
        { Low: > 0 } => kpi.Kpi.Better == Better.Higher ? Saying.Better : Saying.Worse,
        { High: < 0 } => kpi.Kpi.Better == Better.Higher ? Saying.Worse : Saying.Better,
        _ => Saying.No,
    };
}
