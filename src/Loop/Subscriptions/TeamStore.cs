using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Journey;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Which teams an alert concerns, by the journey map in force: of an alert at a touchpoint the team that owns it; of an alert of more than that, the teams
/// of all touchpoints at which its campaign has signals. A touchpoint that the map does not know is no team's.
/// </summary>
public sealed class TeamStore(Database database, Workspace workspace, WorkspaceSettings settings)
{
    public async Task<IReadOnlySet<string>> ConcernedAsync(Alert alert, CancellationToken cancel)
    {
        var journey = await settings.JourneyAsync(seal: null, cancel);
        IReadOnlyList<string> touchpoints = alert.Scope.Touchpoint is { } touchpoint ? [touchpoint] : await TouchpointsAsync(alert.Campaign, cancel);
        return touchpoints.Select(name => journey.Find(name)?.Team).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<string>> TouchpointsAsync(string campaign, CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(TeamStore), "touchpoints"), workspace.Id, campaign);
        return await command.ListAsync(row => row.Text("text"), cancel);
    }
}
