using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Readings.Teams;

/// <summary>A question for a comparison of those who had the cases: teams by the touchpoints they owned, or the values of a dimension such as agent.</summary>
/// <param name="By">Who is compared.</param>
/// <param name="Within">What makes cases alike; without any, all cases are of one kind.</param>
public sealed record TeamQuestion(string Campaign, SplitBy By, IReadOnlyList<Dimension> Within, Kpi Kpi, int WindowDays = 90, Cursors? Cursors = null);

/// <summary>Those who had the cases, compared under the case mix of all of them. Scores are 0 to 100, rates events for each order.</summary>
/// <param name="Teams">The names, by the number that the outcome gives.</param>
/// <param name="Strata">The kinds of cases, by the number that the outcome gives: a value for each dimension of the question.</param>
/// <param name="Unowned">Answers, or orders, that name nobody, and are in no comparison.</param>
public sealed record TeamReading(
    TeamQuestion Question,
    LocalDate From,
    LocalDate To,
    SealNumber Seal,
    IReadOnlyList<string> Teams,
    IReadOnlyList<string> Strata,
    TeamOutcome Outcome,
    long Unowned
)
{
    /// <summary>What a rate is made of; null for a mean of scores.</summary>
    public TeamRateBasis? Rate { get; init; }

    /// <summary>The teams, the best first; those that no pair tells apart stand in an order that is chance alone.</summary>
    public IReadOnlyList<StandardisedTeam> Order =>
        Outcome is not TeamOutcome.Compared compared ? []
        : Question.Kpi.Better == Better.Lower ? [.. compared.Teams.Reverse()]
        : compared.Teams;
}
