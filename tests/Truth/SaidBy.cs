using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Truth;

/// <summary>What a card says of a side.</summary>
internal enum Saying
{
    No,
    Better,
    Worse,
}

/// <summary>
/// What a card says: its word, of each side whether it moved, and which KPIs it marks better or worse. This is all that the proving ground knows of a card.
/// </summary>
internal sealed record SaidBy(string Word, Saying Demand, Saying Feeling, Saying Regret, IReadOnlyList<string> Marked)
{
    public static SaidBy Card(Scorecard card) =>
        new(
            StoredNames.Of(card.Reading),
            Of(card.Sides.Demand),
            Of(card.Sides.Feeling),
            Of(card.Sides.Regret),
            [.. card.Kpis.Where(kpi => kpi.Sure != Sure.No).Select(kpi => $"{kpi.Kpi.Name} {StoredNames.Of(kpi.Sure)} since {kpi.Since}")]
        );

    private static Saying Of(Sure sure) =>
        sure switch
        {
            Sure.Better => Saying.Better,
            Sure.Worse => Saying.Worse,
            _ => Saying.No,
        };
}
