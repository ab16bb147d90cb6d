using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// What a subscription is to be notified of alerts that stand open, beside what changes: those that a silence kept from it, once that is over, and those that a
/// receiver forgets.
/// </summary>
public sealed class StandingAlerts
{
    private readonly AlertStore alerts;
    private readonly Outbox outbox;
    private readonly TeamStore teams;

    public StandingAlerts(AlertStore alerts, Outbox outbox, TeamStore teams) => (this.alerts, this.outbox, this.teams) = (alerts, outbox, teams);

    /// <summary>
    /// Lets go what silences kept from the subscription and keep no longer: of an alert that is still open the newest entry that tells so is pending now; that
    /// of one that was resolved meanwhile stays untold. Returns how many are pending.
    /// </summary>
    public async Task<int> ReleaseAsync(Subscription subscription, CancellationToken cancel)
    {
        var (over, told) = (new List<string>(), new List<string>());
        foreach (var (id, subject) in await outbox.HeldAsync(subscription.Id, cancel))
        {
            var alert = (await alerts.FindAsync(subject, cancel))?[0];
            if (alert?.SilencedBy is not null)
                continue;
            over.Add(subject);
            if (alert is not null && alert.State != AlertStates.Resolved && await IsWantedAsync(subscription.Filter, alert, cancel))
                told.Add(id);
        }

        if (over.Count > 0)
            await outbox.ReleaseAsync(subscription.Id, over, told, cancel);
        return told.Count;
    }

    /// <summary>The alerts that the subscription was notified of and that are still open, each as the last change that it wants left it.</summary>
    public async Task<IReadOnlyList<AlertChange>> OfAsync(Subscription subscription, CancellationToken cancel)
    {
        var open = (await alerts.ListAsync(cancel)).Where(alert => alert.State != AlertStates.Resolved).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        var standing = new List<AlertChange>();
        foreach (var id in open.Count == 0 ? [] : await outbox.StandingAsync(subscription.Id, [.. open.Keys], cancel))
        {
            if (
                await IsWantedAsync(subscription.Filter, open[id], cancel)
                && (await alerts.HistoryAsync(open[id], cancel)).LastOrDefault(change => subscription.Filter!.WantsApartFromTeams(change)) is { } last
            )
                standing.Add(last);
        }

        return standing;
    }

    private async Task<bool> IsWantedAsync(AlertFilter? filter, Alert alert, CancellationToken cancel) =>
        filter is not null && filter.IsAbout(alert) && (filter.Teams.Count == 0 || filter.Teams.Any((await teams.ConcernedAsync(alert, cancel)).Contains));
}
