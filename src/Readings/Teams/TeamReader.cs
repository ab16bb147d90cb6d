using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Teams;

namespace CustomerPerformanceTracker.Readings.Teams;

/// <summary>
/// Compares those who had the cases of a campaign by how customers felt after them, or by what orders brought, under one mix of cases: who gets the hard ones
/// is not the worse for it. A team is the owner of a touchpoint on the day of the signal, by the journey map of that day: a refund is its owner's who has the
/// touchpoint on the day of the refund, whoever had it on the day of the order.
/// </summary>
public sealed class TeamReader(CellReader cells, NamedMeasures measures, WorkspaceSettings settings, Workspace workspace)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    /// <exception cref="RefusedException">The KPI is neither a mean of scores nor a rate, or the events of a rate name what its orders do not.</exception>
    public async Task<TeamReading?> ReadAsync(TeamQuestion question, CancellationToken cancel)
    {
        var kinds = RatedCases.KindsOf(question.Kpi);
        if (kinds.Count == 0 && question.Kpi is not { Side: Side.Emotion, Unit: KpiUnit.Score })
            throw new RefusedException(
                "no_mean_or_rate",
                $"{question.Kpi.Name} is neither a mean of scores nor a rate, and teams are compared by one. Name a question such as satisfaction, trust or "
                    + "effort, or refund_rate, contact_rate, churn_rate, conversion_rate or ctr."
            );
        var cursors = question.Cursors ?? Cursors.Now;
        if (await cells.HeadAsync(question.Campaign, cancel) is not { } head || await cells.SpanAsync(head.Campaign, cursors, cancel) is not { } span)
            return null;

        var to = cursors.At?.Day ?? span.Last;
        var from = to.PlusDays(1 - question.WindowDays);
        var cases = new TeamCases(question, await TouchpointOwners.ReadAsync(settings, cursors.Seal, cancel), workspace);
        var seal = cursors.Seal ?? head.Folded;
        if (kinds.Count > 0)
        {
            var counted = await measures.ReadAsync(head.Campaign, from, to, cursors, kinds, kpi: "", cancel);
            var (rated, basis) = RatedCases.Of(counted, kinds, question, from, cases);
            return new TeamReading(question, from, to, seal, rated.Teams, rated.Strata, RateComparison.Of(rated.Cells), rated.Unowned) { Rate = basis };
        }

        var scored = ScoredCases.Of(await cells.ScoresAsync(head.Campaign, from, to, cursors, question.Kpi.Name, cancel), cases);
        var outcome = TeamComparison.Of(scored.Cells, minimum: 0, maximum: 100);
        return new TeamReading(question, from, to, seal, scored.Teams, scored.Strata, outcome, scored.Unowned);
    }
}
