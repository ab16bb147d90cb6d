using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Stored;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// Lets every policy's detectors see what the cells have folded, and raises what they find. A campaign that was touched is folded on, in order of receipt, from
/// before the earliest day that something came for (<see cref="DetectorPass"/>), so an import of earlier days needs no care of its own. What a pass records,
/// what its detectors came to and its place commit together: a crash repeats the pass, a pass that was overtaken is repeated, and a repeated pass records
/// nothing twice. A detector that cannot be run is set aside by name, and the others are run.
/// </summary>
public sealed class WatchPost(
    Database database,
    Workspace workspace,
    CellReader cells,
    ReceivedDays receipts,
    WorkspaceSettings settings,
    ScorecardReader scorecards,
    AlertStore alerts,
    AcceptedLevels levels,
    TimeProvider clock
) : IAfterFold
{
    /// <summary>What the detectors that are held between passes may take, in bytes: 2,500 of them, a year of days each.</summary>
    private const long MostHeld = 120_000_000;

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
    private readonly HotDetectors hot = new(MostHeld);
    private readonly SemaphoreSlim one = new(1);

    async Task IAfterFold.CatchUpAsync(CancellationToken cancel) => await CatchUpAsync(again: false, cancel);

    /// <summary>Raises what there is to raise, and says what has ended. Returns the occurrences that are new.</summary>
    /// <param name="again">Whether detectors that were set aside are to be run once more, though nothing of their campaigns is new.</param>
    public async Task<IReadOnlyList<Alert>> CatchUpAsync(bool again, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var raised = new List<Alert>();
            var policies = await settings.PoliciesAsync(cancel);
            // Where all stand is read before the first day is: what is read for one policy is then as new as any other asks for.
            var touched = new List<Touched>();
            foreach (var (policy, setting) in policies)
                touched.Add(await WatchTable.TouchedAsync(database, workspace, policy, setting.Version, again, cancel));
            var newDays = new NewDays(receipts, Today());
            foreach (var ((policy, setting), at) in policies.Zip(touched))
                raised.AddRange(await WatchAsync(policy, setting.Version, at, newDays, again, cancel));
            await WatchTable.ForgetSeenAsync(database, workspace, [.. policies.Select(p => p.Policy.Name)], cancel);
            return raised;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The detectors that could not be run, by policy, campaign and scope.</summary>
    public Task<IReadOnlyList<DetectorSetAside>> SetAsideAsync(CancellationToken cancel) => DetectorTable.ListAsync(database, workspace, cancel);

    /// <summary>Every alarm a policy finds in everything folded so far, by day; records and raises nothing.</summary>
    public async Task<IReadOnlyList<(string Campaign, Scope Scope, Alarm Alarm)>> TryAsync(Policy policy, CancellationToken cancel)
    {
        var told = new List<(string Campaign, Scope Scope, Alarm Alarm)>();
        var accepted = await levels.OfAsync(policy.Emotion.Kpi.Name, cancel);
        foreach (var (campaign, name) in (await cells.CampaignsAsync(cancel)).Where(campaign => policy.Watches(campaign.Name)))
        {
            var received = await receipts.ReadAsync(campaign, DayBatches.By(policy), LocalDate.MaxIsoValue, Cursors.Now, cancel);
            var looks = new CampaignDetectors([.. accepted[name]]).Fold(policy, received, Today(), [], _ => { });
            if (looks.FirstOrDefault(look => look.Failure is not null) is { Failure: { } failure })
                throw new InvalidOperationException($"The detectors of {name} cannot be run: {Poison.Text(failure)}", failure);
            told.AddRange(looks.SelectMany(look => look.Findings.Select(finding => (name, look.Scope, finding.Alarm))));
        }

        return [.. told.OrderBy(found => found.Alarm.On).ThenBy(found => found.Campaign, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Alert>> WatchAsync(
        Policy policy,
        StreamVersion version,
        Touched touched,
        NewDays newDays,
        bool again,
        CancellationToken cancel
    )
    {
        while (true)
        {
            try
            {
                if (await PassAsync(policy, version, touched, newDays, cancel) is { } raised)
                    return raised;
            }
            catch
            {
                hot.Forget(policy.Name);
                throw;
            }

            // Another watch was first: look again from where it left off.
            hot.Forget(policy.Name);
            touched = await WatchTable.TouchedAsync(database, workspace, policy, version, again, cancel);
            newDays = new NewDays(receipts, Today());
        }
    }

    /// <summary>Looks at what was touched and commits what came of it; null where another watch was first.</summary>
    private async Task<IReadOnlyList<Alert>?> PassAsync(Policy policy, StreamVersion version, Touched touched, NewDays newDays, CancellationToken cancel)
    {
        var pass = new WatchPass(policy, version, touched.Seal, await alerts.LivesAsync(cancel));
        var detectors = new DetectorPass(
            database,
            workspace,
            hot,
            policy,
            new WatchKey(policy.Name, version, touched.Generation),
            touched,
            await levels.OfAsync(policy.Emotion.Kpi.Name, cancel),
            Today()
        );
        await foreach (var look in detectors.LookAsync(newDays, cancel))
            await ConsiderAsync(pass, look, cancel);

        await using var transaction = await alerts.BeginAsync(cancel);
        var connection = transaction.Connection;
        if (
            !await AlertStore.RecordAsync(transaction, pass.Events, cancel)
            || !await WatchTable.MoveAsync(connection, workspace, policy.Name, version, touched, cancel)
        )
            return null;
        await DetectorTable.ReplaceAsync(
            connection,
            workspace,
            policy.Name,
            [.. touched.Campaigns.Select(campaign => campaign.Id)],
            pass.Failed,
            clock.GetCurrentInstant(),
            cancel
        );
        await detectors.WriteAsync(connection, cancel);
        await transaction.CommitAsync(cancel);
        hot.Stand(policy.Name, new WatchStand(version, touched.Seal, touched.Generation));
        return
        [
            .. pass
                .Events.Select(one => one.Event)
                .Select(e =>
                    e switch
                    {
                        AlertEvent.Raised(var alert) => alert,
                        AlertEvent.Recurred(var alert) => alert,
                        _ => null,
                    }
                )
                .OfType<Alert>(),
        ];
    }

    /// <summary>Adds to the pass what a campaign's detectors tell. One that failed, and would fail again, is noted, and the others are heard.</summary>
    private async Task ConsiderAsync(WatchPass pass, CampaignLook look, CancellationToken cancel)
    {
        foreach (var (scope, findings, failure) in look.Scopes)
        {
            try
            {
                if (failure is not null)
                    Fail(scope, failure);
                foreach (var finding in findings)
                    await ConsiderAsync(pass, look.Campaign, scope, finding, cancel);
            }
            catch (Exception e) when (Poison.Is(e))
            {
                Fail(scope, e);
            }
        }

        void Fail(Scope scope, Exception e) =>
            pass.Failed.Add((look.Campaign.Id, string.Join(", ", scope.Parts().Select(part => $"{part.Dimension}={part.Value}")), Poison.Text(e)));
    }

    /// <summary>Adds to the pass what a finding tells that the journal does not know yet.</summary>
    private async Task ConsiderAsync(WatchPass pass, TouchedCampaign campaign, Scope scope, Finding finding, CancellationToken cancel)
    {
        if (pass.KnownAs(campaign.Name, scope, finding.Alarm) is not { } known)
        {
            var alert = await AlertOfAsync(pass, campaign, scope, finding.Alarm, cancel);
            pass.Add(alert.Id, pass.Has(alert.Id) ? new AlertEvent.Recurred(alert) : new AlertEvent.Raised(alert));
            known = (alert.Id, alert.On);
        }

        if (finding.EndedOn is { } ended && pass.IsUnresolved(known.Id, known.On))
            pass.Add(known.Id, new AlertEvent.Ended(ended));
    }

    /// <summary>The share of the campaign's answers since the onset that are of the scope.</summary>
    private async Task<double> ReachAsync(Policy policy, int campaign, Scope scope, LocalDate onset, CancellationToken cancel)
    {
        if (policy.Scope.By.Count == 0)
            return 1;
        var scopes = DayBatches.Of(policy, await receipts.ReadAsync(campaign, DayBatches.By(policy), LocalDate.MaxIsoValue, Cursors.Now, cancel));
        var whole = scopes.Values.Sum(Answers);
        return whole == 0 ? 1 : Answers(scopes.GetValueOrDefault(scope, [])) / (double)whole;

        long Answers(IReadOnlyList<DayBatch> days) => days.Where(day => day.Day >= onset).Sum(day => day.Answers);
    }

    private async Task<Alert> AlertOfAsync(WatchPass pass, TouchedCampaign campaign, Scope scope, Alarm alarm, CancellationToken cancel)
    {
        var (policy, kind) = (pass.Policy, WatchPass.KindOf(alarm));
        var divergence = alarm as Alarm.Divergence;
        var evidence = new AlertEvidence(
            divergence?.Null.Value * 100,
            divergence?.Null.Drop * 100,
            divergence?.ArlDays,
            divergence?.Evidence,
            divergence?.Threshold,
            pass.Seal,
            FirstPosition: Position.First,
            await WatchTable.PositionAsync(database, workspace, pass.Seal, cancel),
            await ScorecardAsync(campaign.Name, alarm.On, cancel)
        )
        {
            Promise = divergence is null ? null : AlertPromise.Of(divergence.Null, policy.Form),
            Answerers = AlertAnswerers.Of(divergence),
        };
        return new Alert(
            AlertStore.IdOf(kind, policy.Name, campaign.Name, policy.Emotion.Kpi.Name, scope),
            kind,
            policy.Name,
            pass.Version,
            campaign.Name,
            scope,
            alarm.On,
            alarm.Onset,
            Retrospective: alarm.On < Today(),
            AlertStates.Open,
            Severity.Of(alarm, await ReachAsync(policy, campaign.Id, scope, alarm.Onset, cancel)),
            evidence
        )
        {
            Kpi = policy.Emotion.Kpi.Name,
        };
    }

    // The figures as they were known on the evening of the day.
    private async Task<JsonElement?> ScorecardAsync(string campaign, LocalDate on, CancellationToken cancel)
    {
        var evening = new DayCursor(on, null);
        var card = await scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: new Cursors(At: evening, Known: evening)), cancel);
        return card is null ? null : StoredCard.Frozen(card.Whole);
    }

    private LocalDate Today() => clock.GetCurrentInstant().InZone(zone).Date;
}
