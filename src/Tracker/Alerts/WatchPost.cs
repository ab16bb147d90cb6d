using System.Collections.Immutable;
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
/// first day, in order of receipt, so an import of earlier days needs no care of its own. What a pass records and its place commit together:
/// a crash repeats the pass, a pass that was overtaken is repeated, and a repeated pass records nothing twice. A detector that cannot be run is set aside by
/// name, and the others are run.
/// </summary>
public sealed class WatchPost(
    Database database, Workspace workspace, CellReader cells, SettingBook settings, ScorecardDesk scorecards, AlertBook alerts, TimeProvider clock)
{
    /// <summary>An alarm this close to an alert of the same kind, policy, campaign and scope tells of the same thing, seen with more or fewer of its days.</summary>
    private const int SameWithinDays = 28;

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Raises what there is to raise, and says what has ended. Returns the occurrences that are new.</summary>
    /// <param name="again">Whether detectors that were set aside are to be run once more, though nothing of their campaigns is new.</param>
    public async Task<IReadOnlyList<Alert>> CatchUpAsync(CancellationToken cancel, bool again = false)
    {
        var raised = new List<Alert>();
        var policies = await settings.PoliciesAsync(cancel);
        foreach (var (policy, setting) in policies)
            raised.AddRange(await WatchAsync(policy, setting.Version, again, cancel));
        await WatchTable.ForgetSeenAsync(database, workspace, [.. policies.Select(p => p.Policy.Name)], cancel);
        return raised;
    }

    /// <summary>The detectors that could not be run, by policy, campaign and scope.</summary>
    public Task<IReadOnlyList<DetectorSetAside>> SetAsideAsync(CancellationToken cancel) => DetectorTable.ListAsync(database, workspace, cancel);

    /// <summary>Every alarm a policy finds in everything folded so far, by day; records and raises nothing.</summary>
    public async Task<IReadOnlyList<(string Campaign, Scope Scope, Alarm Alarm)>> TryAsync(Policy policy, CancellationToken cancel)
    {
        var told = new List<(string Campaign, Scope Scope, Alarm Alarm)>();
        foreach (var (campaign, name) in (await cells.CampaignsAsync(cancel)).Where(campaign => policy.Watches(campaign.Name)))
            told.AddRange((await FindingsAsync(policy, campaign, cancel)).Select(found => (name, found.Scope, found.Alarm)));
        return [.. told.OrderBy(found => found.Alarm.On).ThenBy(found => found.Campaign, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Finding>> FindingsAsync(Policy policy, int campaign, CancellationToken cancel) =>
        [.. (await DetectorsAsync(policy, campaign, cancel)).SelectMany(detector => detector.Run())];

    /// <summary>One detector for each scope of the campaign, to be run.</summary>
    private async Task<IReadOnlyList<(Scope Scope, Func<IEnumerable<Finding>> Run)>> DetectorsAsync(Policy policy, int campaign, CancellationToken cancel)
    {
        var received = await cells.ReceivedAsync(campaign, DayBatches.By(policy), LocalDate.MaxIsoValue, cancel);
        var (today, scopes) = (Today(), DayBatches.Of(policy, received));
        return [.. scopes.Select(scope => (scope.Key, (Func<IEnumerable<Finding>>)(() => Findings(policy, scope.Key, scope.Value, today, alarm => Reach(scope.Value, scopes.Values, alarm.Onset)))))];
    }

    private async Task<IReadOnlyList<Alert>> WatchAsync(Policy policy, long version, bool again, CancellationToken cancel)
    {
        while (true)
        {
            var touched = await WatchTable.TouchedAsync(database, workspace, policy.Name, version, again, cancel);
            var pass = new Pass(policy, version, touched.Seal, await alerts.LivesAsync(cancel));
            foreach (var (campaign, name) in touched.Campaigns.Where(campaign => policy.Watches(campaign.Name)))
                await LookAsync(pass, campaign, name, cancel);

            await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            if (!await alerts.RecordAsync(connection, pass.Events, cancel))
                continue;
            await DetectorTable.ReplaceAsync(connection, workspace, policy.Name, [.. touched.Campaigns.Select(campaign => campaign.Id)], pass.Failed, clock.GetUtcNow(), cancel);
            await WatchTable.MoveAsync(connection, workspace, policy.Name, version, touched, cancel);
            await transaction.CommitAsync(cancel);
            return [.. pass.Events.Select(one => one.Event).Select(e => e switch { AlertEvent.Raised(var alert) => alert, AlertEvent.Recurred(var alert) => alert, _ => null }).OfType<Alert>()];
        }
    }

    /// <summary>Runs a campaign's detectors. One that fails, and would fail again, is noted, and the others are run.</summary>
    private async Task LookAsync(Pass pass, int campaign, string name, CancellationToken cancel)
    {
        await GuardedAsync(Scope.All, async () =>
        {
            foreach (var (scope, run) in await DetectorsAsync(pass.Policy, campaign, cancel))
            {
                await GuardedAsync(scope, async () =>
                {
                    foreach (var finding in run())
                        await ConsiderAsync(pass, name, finding, cancel);
                });
            }
        });

        async Task GuardedAsync(Scope scope, Func<Task> look)
        {
            try
            {
                await look();
            }
            catch (Exception e) when (Poison.Is(e))
            {
                pass.Failed.Add((campaign, string.Join(", ", AlertJson.Parts(scope).Select(part => $"{part.Dimension}={part.Value}")), Poison.Text(e)));
            }
        }
    }

    /// <summary>Adds to the pass what a finding tells that the journal does not know yet.</summary>
    private async Task ConsiderAsync(Pass pass, string campaign, Finding finding, CancellationToken cancel)
    {
        if (pass.KnownAs(campaign, finding) is not { } known)
        {
            var alert = await AlertOfAsync(pass, campaign, finding, cancel);
            pass.Add(alert.Id, pass.Has(alert.Id) ? new AlertEvent.Recurred(alert) : new AlertEvent.Raised(alert));
            known = (alert.Id, alert.On);
        }

        if (finding.EndedOn is { } ended && pass.IsUnresolved(known.Id, known.On))
            pass.Add(known.Id, new AlertEvent.Ended(ended));
    }

    private static IEnumerable<Finding> Findings(Policy policy, Scope scope, IReadOnlyList<DayBatch> days, LocalDate today, Func<Alarm, double> reach)
    {
        var watch = new DivergenceWatch(policy);
        var findings = new List<Finding>();
        foreach (var day in days)
        {
            // Today is not over: it is looked at as it stands, and folded when it is.
            if (day.Day >= today)
            {
                if (watch.Peek(day) is { } open)
                    Add(open);
                break;
            }

            var alarms = watch.Close(day);
            if (watch.TrustCameBack)
                End<Alarm.Divergence>(day.Day);
            if (watch.AnswersCameBack)
                End<Alarm.Silence>(day.Day);
            foreach (var alarm in alarms)
                Add(alarm);
        }

        return findings;

        void Add(Alarm alarm) => findings.Add(new Finding(scope, alarm, reach(alarm), null));

        void End<T>(LocalDate on)
            where T : Alarm
        {
            var last = findings.FindLastIndex(finding => finding.Alarm is T);
            findings[last] = findings[last] with { EndedOn = on };
        }
    }

    /// <summary>The share of the campaign's answers since the onset that are of the scope.</summary>
    private static double Reach(IReadOnlyList<DayBatch> own, IEnumerable<IReadOnlyList<DayBatch>> all, LocalDate onset)
    {
        var whole = all.Sum(Answers);
        return whole == 0 ? 1 : Answers(own) / (double)whole;

        long Answers(IReadOnlyList<DayBatch> days) => days.Where(day => day.Day >= onset).Sum(day => day.Answers);
    }

    private async Task<Alert> AlertOfAsync(Pass pass, string campaign, Finding finding, CancellationToken cancel)
    {
        var (policy, alarm) = (pass.Policy, finding.Alarm);
        var kind = alarm is Alarm.Silence ? AlertKind.Silence : AlertKind.Divergence;
        var divergence = alarm as Alarm.Divergence;
        var evidence = new AlertEvidence(
            divergence?.Null.Value * 100, divergence?.Null.Drop * 100, divergence?.ArlDays, divergence?.Evidence, divergence?.Threshold, pass.Seal,
            FirstPosition: 1, await WatchTable.PositionAsync(database, workspace, pass.Seal, cancel), await ScorecardAsync(campaign, alarm.On, cancel))
        {
            Promise = divergence is null ? null : AlertPromise.Of(divergence.Null, policy.Form),
        };
        return new Alert(
            AlertBook.IdOf(kind, policy.Name, campaign, policy.Emotion.Kpi.Name, finding.Scope), kind, policy.Name, pass.Version, campaign, finding.Scope, alarm.On, alarm.Onset,
            Retrospective: alarm.On < Today(), AlertStates.Open, Severity.Of(alarm, finding.Reach), evidence)
        {
            Kpi = policy.Emotion.Kpi.Name,
        };
    }

    // The figures as they were known on the evening of the day.
    private async Task<JsonElement?> ScorecardAsync(string campaign, LocalDate on, CancellationToken cancel)
    {
        var evening = new DayCursor(on, null);
        var card = await scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: new Cursors(At: evening, Known: evening)), cancel);
        return card is null ? null : JsonElement.Parse(ScorecardJson.Text(card.Whole));
    }

    private LocalDate Today() => Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date;

    private sealed record Finding(Scope Scope, Alarm Alarm, double Reach, LocalDate? EndedOn);

    /// <summary>One pass of one policy: what the journal knows of its alerts, and what is to be added.</summary>
    private sealed class Pass(Policy policy, long version, int seal, ImmutableDictionary<string, AlertLife> known)
    {
        private ImmutableDictionary<string, AlertLife> lives = known;

        public Policy Policy => policy;

        public long Version => version;

        public int Seal => seal;

        /// <summary>Each with the version its alert has before all of this pass; 0 where there is none yet.</summary>
        public List<(string Id, long Version, AlertEvent Event)> Events { get; } = [];

        /// <summary>The detectors that could not be run.</summary>
        public List<(int Campaign, string Scope, string Error)> Failed { get; } = [];

        public bool Has(string id) => lives.ContainsKey(id);

        /// <summary>The occurrence that tells of the same: of the same policy, campaign, scope and kind, and close enough by day.</summary>
        public (string Id, LocalDate On)? KnownAs(string campaign, Finding finding) => lives.Values.SelectMany(life => life.Occurrences)
            .Where(alert => alert.Policy == policy.Name && alert.Campaign == campaign && alert.Scope == finding.Scope && AlertJson.Name(alert.Kind) == finding.Alarm.Kind)
            .Select(alert => ((string Id, LocalDate On)?)(alert.Id, alert.On))
            .FirstOrDefault(alert => Math.Abs(Period.DaysBetween(alert!.Value.On, finding.Alarm.On)) <= SameWithinDays);

        /// <summary>Whether the occurrence is its alert's latest, and nobody has said what became of it.</summary>
        public bool IsUnresolved(string id, LocalDate on) => lives[id].Current is var current && current.On == on && current.State != AlertStates.Resolved;

        public void Add(string id, AlertEvent e)
        {
            Events.Add((id, Events.Find(one => one.Id == id) is { Event: not null } first ? first.Version : lives.GetValueOrDefault(id)?.Version ?? 0, e));
            lives = lives.SetItem(id, AlertLife.Fold(lives.GetValueOrDefault(id), e));
        }
    }
}
