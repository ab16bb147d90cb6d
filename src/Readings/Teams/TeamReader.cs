using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Readings.Teams;

/// <summary>
/// Compares those who had the cases of a campaign by how customers felt after them, under one mix of cases: who gets the hard ones is not the worse
/// for it. A team is the owner of a touchpoint on the day of the answer, by the journey map of that day.
/// </summary>
public sealed class TeamReader(CellReader cells, WorkspaceSettings settings, Workspace workspace)
{
    private const double BasisPoints = Proofs.Signal.MaxScore / 100.0;

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">The KPI is none whose figure is a mean of scores.</exception>
    public async Task<TeamReading?> ReadAsync(TeamQuestion question, CancellationToken cancel)
    {
        if (question.Kpi is not { Side: Side.Emotion, Unit: KpiUnit.Score })
            throw new RefusedException(
                "no_mean_score",
                $"{question.Kpi.Name} is no mean of scores, and teams are compared by one. Name a question such as satisfaction, trust or effort."
            );
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { } head || await cells.SpanAsync(head.Campaign, cursors, cancel) is not { } span)
            return null;

        var to = cursors.At?.Day ?? span.Last;
        var from = to.PlusDays(1 - question.WindowDays);
        var answers = await cells.ScoresAsync(head.Campaign, from, to, cursors, question.Kpi.Name, cancel);
        var owners = await TouchpointOwners.ReadAsync(settings, cursors.Seal, cancel);
        var cases = answers.ToLookup(answer => Who(question.By, answer, owners), StringComparer.Ordinal);
        string[] teams = [.. cases.Select(one => one.Key).Where(name => name.Length > 0).Order(StringComparer.Ordinal)];
        string[] strata = [.. answers.Select(answer => KindOf(question, answer)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var outcome = TeamComparison.Of([.. teams.SelectMany((name, team) => Cells(question, team, cases[name], strata))], minimum: 0, maximum: 100);
        return new TeamReading(question, from, to, cursors.Seal ?? head.Folded, teams, strata, outcome, cases[""].Sum(answer => answer.Count));
    }

    private string Who(SplitBy by, NamedScores answer, TouchpointOwners owners) =>
        by.IsTeam
            ? answer.Touchpoint.Length == 0
                ? ""
                : owners.At(answer.Touchpoint, Instants.StartOf(answer.Day.PlusDays(1), workspace)) ?? ""
            : answer.Of(by.Dimension);

    private static string KindOf(TeamQuestion question, NamedScores answer) =>
        string.Join(", ", question.Within.Select(dimension => $"{dimension.Name} {(answer.Of(dimension) is { Length: > 0 } value ? value : "(none)")}"));

    private static IEnumerable<TeamCell> Cells(TeamQuestion question, int team, IEnumerable<NamedScores> answers, string[] strata) =>
        answers
            .GroupBy(answer => KindOf(question, answer), StringComparer.Ordinal)
            .Select(kind => new TeamCell(
                team,
                Array.BinarySearch(strata, kind.Key, StringComparer.Ordinal),
                kind.Sum(answer => answer.Count),
                kind.Sum(answer => answer.ScoreSum) / BasisPoints,
                kind.Sum(answer => answer.ScoreSquares) / (BasisPoints * BasisPoints)
            ))
            // What was taken back whole was never there.
            .Where(cell => cell.N > 0);
}
