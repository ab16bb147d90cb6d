using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Teams;

namespace CustomerPerformanceTracker.Loop.Teams;

/// <summary>
/// Reads what teams did about what they were told, beside how they compare. An alert at a touchpoint is the team's that owned it when the alert was raised; one
/// of more than that is of every team that owned a touchpoint of the campaign then. An adjustment is of those whose alerts it answers, by the owners of its
/// proposal's time, and where it names none of those who owned a touchpoint of the campaign. No clock is read: what is open is waited for until the cursors'
/// time, so the same cursors give the same figures whenever they are asked for.
/// </summary>
public sealed class TeamRecordReader(
    Database database,
    Workspace workspace,
    JournalStreams journal,
    CellReader cells,
    WorkspaceSettings settings,
    AlertStore alerts
)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
    private readonly AdjustmentBoard board = new(DateTimeZoneProviders.Tzdb[workspace.Zone]);

    /// <summary>
    /// Of the alerts that showed, and of the adjustments that were proposed or took effect, from the first day of a comparison on, as of its cursors. Null
    /// where no teams are compared but the values of a dimension, which own nothing.
    /// </summary>
    public async Task<TeamRecords?> ReadAsync(TeamReading reading, CancellationToken cancel)
    {
        var (question, cursors) = (reading.Question, reading.Question.Cursors ?? Cursors.Now);
        if (!question.By.IsTeam || await cells.CampaignAsync(question.Campaign, cancel) is not { } campaign)
            return null;

        var until = await UntilAsync(reading.Seal, cursors, cancel);
        var owned = new Owned(await TouchpointOwners.ReadAsync(settings, reading.Seal, cancel), await cells.TouchpointsAsync(campaign, cursors, cancel), zone);
        var told = await alerts.AnswersAsync(reading.Seal, until, cancel);
        var raised = told.Where(alert => alert.Finding.Campaign == question.Campaign && alert.Finding.On >= reading.From)
            .Select(alert => (What: alert, Teams: owned.By([alert.Finding.Scope], alert.Raised)))
            .ToArray();
        var scopes = told.ToLookup(alert => alert.Finding.Id, alert => alert.Finding.Scope, StringComparer.Ordinal);
        var changed = (await AdjustmentsAsync(reading.Seal, until, cancel))
            .Where(one => one.Proposal.Campaign == question.Campaign && IsInside(one, reading.From))
            .Select(one => (What: one, Teams: owned.By([.. one.Proposal.Alerts.SelectMany(id => scopes[id].Take(1))], one.ProposedAt)))
            .ToArray();
        var teams = owned
            .By([], until)
            .Concat(raised.SelectMany(alert => alert.Teams))
            .Concat(changed.SelectMany(one => one.Teams))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new TeamRecords(
            until,
            [
                .. teams.Select(team => new TeamRecord(
                    team,
                    TeamAlerts.Of([.. raised.Where(alert => alert.Teams.Contains(team)).Select(alert => alert.What)], until),
                    TeamAdjustments.Of([.. changed.Where(one => one.Teams.Contains(team)).Select(one => one.What)])
                )),
            ],
            raised.Length,
            raised.Count(alert => alert.What.Finding.Retrospective),
            raised.Count(alert => alert.Teams.Count == 0),
            raised.Count(alert => alert is { Teams.Count: 0, What: { Answered: null, Over: null } }),
            changed.Length,
            changed.Count(one => one.Teams.Count == 0)
        );
    }

    private async Task<IReadOnlyList<Adjustment>> AdjustmentsAsync(SealNumber through, Instant until, CancellationToken cancel) =>
        [
            .. (await journal.ReadAsync(AdjustmentEvents.Prefix, through, cancel))
                .Where(entry => Instant.FromUnixTimeTicks(entry.RecordedAt * 10) <= until)
                .GroupBy(entry => entry.Stream, StringComparer.Ordinal)
                .Select(stream => stream.Aggregate((Adjustment?)null, board.Fold)!),
        ];

    private bool IsInside(Adjustment one, LocalDate from) => one.ProposedAt.InZone(zone).Date >= from || one.AppliedAt?.InZone(zone).Date >= from;

    private async Task<Instant> UntilAsync(SealNumber seal, Cursors cursors, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement("select recorded_at from log.seal where workspace = $1 and seal = $2", workspace.Id, seal.Value);
        var recorded = (await command.ListAsync(row => row.Get<Instant>("recorded_at"), cancel))[0];
        DayCursor?[] clocks = [cursors.At, cursors.Known];
        return clocks.OfType<DayCursor>().Select(cursor => Instants.EndOf(cursor, workspace)).Append(recorded).Min();
    }

    /// <summary>Who owned what of a campaign when.</summary>
    private sealed class Owned(TouchpointOwners owners, IReadOnlyList<(string Touchpoint, LocalDate Since)> touchpoints, DateTimeZone zone)
    {
        /// <summary>The teams that owned the touchpoints of these scopes at an instant; without a scope those of the whole campaign.</summary>
        public IReadOnlySet<string> By(IReadOnlyCollection<Scope> scopes, Instant at) =>
            (scopes.Count == 0 || scopes.Any(scope => scope.Touchpoint is null) ? Whole(at) : [])
                .Concat(scopes.Select(scope => scope.Touchpoint).OfType<string>())
                .Select(touchpoint => owners.At(touchpoint, at))
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal);

        private IEnumerable<string> Whole(Instant at)
        {
            var day = at.InZone(zone).Date;
            return touchpoints.Where(one => one.Since <= day).Select(one => one.Touchpoint);
        }
    }
}
