using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Journey;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// Says what a silence or a subscription's filter matches as things stand, so that a misspelt name is seen at once and not by what it fails to do.
/// </summary>
public sealed class ReachReader
{
    private readonly AlertStore alerts;
    private readonly CellReader cells;
    private readonly WorkspaceSettings settings;
    private readonly TeamStore teams;

    public ReachReader(AlertStore alerts, CellReader cells, WorkspaceSettings settings, TeamStore teams) =>
        (this.alerts, this.cells, this.settings, this.teams) = (alerts, cells, settings, teams);

    public async Task<AlertReach> OfAsync(AlertMatcher matcher, CancellationToken cancel)
    {
        var known = await CampaignsAsync(cancel);
        var isEverything = matcher.Policies.Count + matcher.Campaigns.Count + matcher.Kinds.Count + matcher.Severities.Count == 0;
        return new AlertReach(
            isEverything,
            [.. (await OpenAsync(cancel)).Where(matcher.Matches)],
            [.. known.Where(name => matcher.Campaigns.Count == 0 || matcher.Campaigns.Contains(name, StringComparer.Ordinal))],
            [.. Unknown("campaign", matcher.Campaigns, known), .. Unknown("policy", matcher.Policies, await PoliciesAsync(cancel))]
        );
    }

    public async Task<AlertReach> OfAsync(AlertFilter filter, CancellationToken cancel)
    {
        var known = await CampaignsAsync(cancel);
        var open = new List<Alert>();
        foreach (var alert in (await OpenAsync(cancel)).Where(filter.IsAbout))
        {
            if (filter.Teams.Count == 0 || filter.Teams.Any((await teams.ConcernedAsync(alert, cancel)).Contains))
                open.Add(alert);
        }

        return new AlertReach(
            filter.Equals(AlertFilter.Everything),
            open,
            [.. known.Where(filter.HasCampaign)],
            [
                .. Unknown("campaign", filter.Campaigns.Where(name => !known.Any(campaign => AlertFilter.IsCampaign(name, campaign))), known),
                .. Unknown("policy", filter.Policies, await PoliciesAsync(cancel)),
                .. Unknown("team", filter.Teams, await TeamsAsync(cancel)),
            ]
        );
    }

    /// <summary>Sentences about the campaigns that a policy names and the workspace does not know, so that it watches less than it seems to.</summary>
    public async Task<IReadOnlyList<string>> UnknownOfAsync(Policy policy, CancellationToken cancel) =>
        [.. Unknown("campaign", policy.Scope.Campaigns.Where(name => name != "*"), await CampaignsAsync(cancel))];

    /// <summary>The campaigns that have signals or alerts, in order.</summary>
    private async Task<IReadOnlyList<string>> CampaignsAsync(CancellationToken cancel) =>
        [
            .. (await cells.CampaignsAsync(cancel))
                .Select(campaign => campaign.Name)
                .Concat((await alerts.ListAsync(cancel)).Select(alert => alert.Campaign))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private async Task<IEnumerable<Alert>> OpenAsync(CancellationToken cancel) =>
        (await alerts.ListAsync(cancel)).Where(alert => alert.State != AlertStates.Resolved);

    private async Task<string[]> PoliciesAsync(CancellationToken cancel) => [.. (await settings.PoliciesAsync(cancel)).Select(policy => policy.Policy.Name)];

    private async Task<string[]> TeamsAsync(CancellationToken cancel) =>
        [
            .. (await settings.JourneyAsync(seal: null, cancel))
                .Touchpoints.Select(touchpoint => touchpoint.Team)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Unknown(string what, IEnumerable<string> names, IReadOnlyCollection<string> known) =>
        names
            .Where(name => !known.Contains(name, StringComparer.Ordinal))
            .Select(name => $"The workspace knows no {what} '{name}', so that name matches nothing.{KnownNames.Hint(name, known)}");
}
