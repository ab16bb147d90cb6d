using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Readings.Teams;

/// <summary>Who had a case, and of what kind it is, by what its signals name on a day.</summary>
internal sealed class TeamCases(TeamQuestion question, TouchpointOwners owners, Workspace workspace)
{
    /// <summary>'' where the signals name nobody. A team is the owner of the touchpoint on the evening of the day.</summary>
    public string Who(LocalDate day, Func<Dimension, string> named) =>
        !question.By.IsTeam ? named(question.By.Dimension)
        : named(Dimension.Touchpoint) is { Length: > 0 } touchpoint ? owners.At(touchpoint, Instants.StartOf(day.PlusDays(1), workspace)) ?? ""
        : "";

    /// <summary>A value for each dimension that makes cases alike.</summary>
    public string Kind(Func<Dimension, string> named) =>
        string.Join(", ", question.Within.Select(dimension => $"{dimension.Name} {(named(dimension) is { Length: > 0 } value ? value : "(none)")}"));
}

/// <summary>Cells of teams and kinds of cases by number, the names in order, and how many cases name nobody.</summary>
internal sealed record NumberedCells<T>(IReadOnlyList<string> Teams, IReadOnlyList<string> Strata, IReadOnlyList<T> Cells, long Unowned);

/// <summary>The answers to one question as cells of scores from 0 to 100.</summary>
internal static class ScoredCases
{
    private const double BasisPoints = Proofs.Signal.MaxScore / 100.0;

    public static NumberedCells<TeamCell> Of(IReadOnlyList<NamedScores> answers, TeamCases cases)
    {
        var owned = answers.ToLookup(answer => cases.Who(answer.Day, answer.Of), StringComparer.Ordinal);
        string[] teams = [.. owned.Select(one => one.Key).Where(name => name.Length > 0).Order(StringComparer.Ordinal)];
        string[] strata = [.. answers.Select(answer => cases.Kind(answer.Of)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new(
            teams,
            strata,
            [
                .. teams.SelectMany(
                    (name, team) =>
                        owned[name]
                            .GroupBy(answer => cases.Kind(answer.Of), StringComparer.Ordinal)
                            .Select(kind => new TeamCell(
                                team,
                                Array.BinarySearch(strata, kind.Key, StringComparer.Ordinal),
                                kind.Sum(answer => answer.Count),
                                kind.Sum(answer => answer.ScoreSum) / BasisPoints,
                                kind.Sum(answer => answer.ScoreSquares) / (BasisPoints * BasisPoints)
                            ))
                            // What was taken back whole was never there.
                            .Where(cell => cell.N > 0)
                ),
            ],
            owned[""].Sum(answer => answer.Count)
        );
    }
}
