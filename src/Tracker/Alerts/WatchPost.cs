using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Divergence;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Settings;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>
/// Lets every policy's detectors see what the cells have folded, and raises what they find. A campaign that was touched is folded again from its
/// first day, in order of receipt, so an import of earlier days needs no care of its own. The alerts of a pass and its place commit together:
/// a crash repeats the pass, and a repeated pass raises nothing twice.
/// </summary>
public sealed class WatchPost(
    Database database, Workspace workspace, CellReader cells, SettingBook settings, ScorecardDesk scorecards, AlertBook alerts, TimeProvider clock)
{
    /// <summary>An alarm this close to an alert of the same kind, policy, campaign and scope tells of the same thing, seen with more or fewer of its days.</summary>
    private const int SameWithinDays = 28;

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Raises what there is to raise. Returns the new alerts.</summary>
    public async Task<IReadOnlyList<Alert>> CatchUpAsync(CancellationToken cancel)
    {
        var raised = new List<Alert>();
        var policies = await settings.PoliciesAsync(cancel);
        foreach (var (policy, setting) in policies)
            raised.AddRange(await WatchAsync(policy, setting.Version, cancel));
        await WatchTable.ForgetSeenAsync(database, workspace, [.. policies.Select(p => p.Policy.Name)], cancel);
        return raised;
    }

    /// <summary>Every alarm a policy finds in everything folded so far, by day; records and raises nothing.</summary>
    public async Task<IReadOnlyList<(string Campaign, Scope Scope, Alarm Alarm)>> TryAsync(Policy policy, CancellationToken cancel)
    {
        var told = new List<(string Campaign, Scope Scope, Alarm Alarm)>();
        foreach (var (campaign, name) in (await cells.CampaignsAsync(cancel)).Where(campaign => Matches(policy, campaign.Name)))
            told.AddRange((await AlarmsAsync(policy, campaign, cancel)).Select(found => (name, found.Scope, found.Alarm)));
        return [.. told.OrderBy(found => found.Alarm.On).ThenBy(found => found.Campaign, StringComparer.Ordinal)];
    }

    private static bool Matches(Policy policy, string campaign) => policy.Scope.Campaigns.Any(name => name == "*" || name == campaign);

    private async Task<IReadOnlyList<(Scope Scope, Alarm Alarm)>> AlarmsAsync(Policy policy, int campaign, CancellationToken cancel)
    {
        var received = await cells.ReceivedAsync(campaign, DayBatches.By(policy), LocalDate.MaxIsoValue, cancel);
        var today = Today();
        return [.. DayBatches.Of(policy, received).SelectMany(scope => Alarms(policy, scope.Value, today).Select(alarm => (scope.Key, alarm)))];
    }

    private async Task<IReadOnlyList<Alert>> WatchAsync(Policy policy, long version, CancellationToken cancel)
    {
        var (seal, touched) = await WatchTable.TouchedAsync(database, workspace, policy.Name, version, cancel);
        var known = (await alerts.ListAsync(cancel)).Where(alert => alert.Policy == policy.Name).ToList();
        var found = new List<Alert>();
        foreach (var (campaign, name) in touched.Where(campaign => Matches(policy, campaign.Name)))
        {
            foreach (var (scope, alarm) in await AlarmsAsync(policy, campaign, cancel))
            {
                if (known.Exists(alert => IsSame(alert, name, scope, alarm)))
                    continue;
                var alert = await AlertOfAsync(policy, version, name, scope, alarm, seal, cancel);
                known.Add(alert);
                found.Add(alert);
            }
        }

        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await alerts.RaiseAsync(connection, found, cancel);
        await WatchTable.MoveAsync(connection, workspace, policy.Name, version, seal, cancel);
        await transaction.CommitAsync(cancel);
        return found;
    }

    private static IReadOnlyList<Alarm> Alarms(Policy policy, IReadOnlyList<DayBatch> days, LocalDate today)
    {
        var watch = new DivergenceWatch(policy);
        var alarms = new List<Alarm>();
        foreach (var day in days)
        {
            // Today is not over: it is looked at as it stands, and folded when it is.
            if (day.Day < today)
                alarms.AddRange(watch.Close(day));
            else if (watch.Peek(day) is { } open)
                alarms.Add(open);
            if (day.Day >= today)
                break;
        }

        return alarms;
    }

    private static bool IsSame(Alert alert, string campaign, Scope scope, Alarm alarm) =>
        alert.Campaign == campaign && alert.Scope == scope && AlertJson.Name(alert.Kind) == alarm.Kind && Math.Abs(Period.DaysBetween(alert.On, alarm.On)) <= SameWithinDays;

    private async Task<Alert> AlertOfAsync(Policy policy, long version, string campaign, Scope scope, Alarm alarm, int seal, CancellationToken cancel)
    {
        var kind = alarm is Alarm.Silence ? AlertKind.Silence : AlertKind.Divergence;
        var divergence = alarm as Alarm.Divergence;
        var evidence = new AlertEvidence(
            divergence?.Null.Value * 100, divergence?.Null.Drop * 100, divergence?.ArlDays, divergence?.Evidence, divergence?.Threshold, seal,
            FirstPosition: 1, await WatchTable.PositionAsync(database, workspace, seal, cancel), await ScorecardAsync(campaign, alarm.On, cancel));
        return new Alert(
            AlertBook.IdOf(kind, policy.Name, campaign, scope, alarm.On), kind, policy.Name, version, campaign, scope, alarm.On, alarm.Onset,
            Retrospective: alarm.On < Today(), "open", SeverityOf(divergence), evidence);
    }

    // The figures as they were known on the evening of the day.
    private async Task<JsonElement?> ScorecardAsync(string campaign, LocalDate on, CancellationToken cancel)
    {
        var evening = new DayCursor(on, null);
        var card = await scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: new Cursors(At: evening, Known: evening)), cancel);
        return card is null ? null : JsonElement.Parse(ScorecardJson.Text(card.Whole));
    }

    private static string SeverityOf(Alarm.Divergence? divergence) =>
        divergence is not null && divergence.Null.Value - divergence.Mean >= 0.10 ? "critical" : "warning";

    private LocalDate Today() => Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date;
}
