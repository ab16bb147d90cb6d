using System.Security.Cryptography;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Levels;
using CustomerPerformanceTracker.Loop.Stored;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>The workspace's adjustments, each a journal stream; a message version that one of them publishes is a stream of its own.</summary>
public sealed class AdjustmentStore(
    Database database,
    Workspace workspace,
    JournalStreams journal,
    Decisions decisions,
    ScorecardReader scorecards,
    AlertStore alerts,
    EffectReader effects,
    TimeProvider clock
)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
    private readonly AdjustmentBoard board = new(DateTimeZoneProviders.Tzdb[workspace.Zone]);

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>Every adjustment, the latest first.</summary>
    public Task<IReadOnlyList<Adjustment>> ListAsync(CancellationToken cancel) => ListAsync(seal: null, cancel);

    /// <summary>Every adjustment, the latest first; as recorded by that seal where one is given.</summary>
    public async Task<IReadOnlyList<Adjustment>> ListAsync(SealNumber? seal, CancellationToken cancel) =>
        [
            .. (
                seal is { } through
                    ? Fold(await journal.ReadAsync(AdjustmentEvents.Prefix, through, cancel))
                    : (await journal.ReadBoardAsync(board, after: Position.None, cancel)).Select(board.Read)
            ).OrderByDescending(adjustment => adjustment.ProposedAt),
        ];

    public async Task<Adjustment?> FindAsync(string id, SealNumber? seal, CancellationToken cancel) =>
        seal is null ? await FindAsync(id, cancel) : (await ListAsync(seal, cancel)).FirstOrDefault(adjustment => adjustment.Id == id);

    public async Task<Adjustment?> FindAsync(string id, CancellationToken cancel) =>
        await journal.FindOnBoardAsync(board, id, cancel) is { } row ? board.Read(row) : null;

    /// <exception cref="RefusedException">The proposal breaks a rule, or links an alert that does not exist.</exception>
    public async Task<Adjustment> ProposeAsync(ProposalDraft draft, Authorship by, CancellationToken cancel)
    {
        var linked = new List<Alert>();
        foreach (var named in draft.Alerts)
        {
            var alert =
                (await alerts.FindAsync(named, cancel))?[0]
                ?? throw new RefusedException("unknown_alert", $"There is no alert '{named}'; `cpt alerts list` shows them.");
            linked.Add(
                alert.Campaign == draft.Campaign
                    ? alert
                    : throw new RefusedException("unknown_alert", $"Alert {named} is of {alert.Campaign}, and this is to change {draft.Campaign}.")
            );
        }

        var head = await HeadRow.ReadAsync(database, workspace, cancel);
        var card = await scorecards.ReadAsync(new ScorecardQuestion(draft.Campaign), cancel);
        var proposal = new Proposal(
            draft.Campaign,
            draft.Lever,
            draft.What,
            draft.From,
            draft.To,
            draft.Hypothesis,
            draft.Kpi,
            draft.Expected,
            draft.Success,
            draft.Alerts,
            new ProposalEvidence(head.Seal, card is null ? null : StoredCard.Frozen(card.Whole))
        );
        var proposed = new Decision([AdjustmentEvents.Store(Adjustment.Propose(proposal))]);

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var because = linked.Count > 0 ? $"{AlertEvents.Prefix}{linked[0].Id}@{linked[0].Version}" : null;
        var linkedBy = by with { Correlation = by.Correlation ?? AdjustmentEvents.Prefix + id, Causation = because ?? by.Causation };
        return (await decisions.DecideAsync(board, id, $"Adjustment {id}", expected: StreamVersion.None, _ => proposed, linkedBy, cancel))!;
    }

    /// <param name="key">The id of the API key the approver came with; null where none was used.</param>
    /// <exception cref="RefusedException">The approver proposed it, or acts with a key that the proposer made for the purpose.</exception>
    public Task<Adjustment> ApproveAsync(string id, StreamVersion? expected, string? key, Authorship by, CancellationToken cancel) =>
        DecideAsync(id, expected, key, by, adjustment => adjustment.Approve(by.Actor), cancel);

    public Task<Adjustment> RejectAsync(string id, StreamVersion? expected, string? key, Authorship by, CancellationToken cancel) =>
        DecideAsync(id, expected, key, by, adjustment => adjustment.Reject(by.Actor), cancel);

    /// <summary>
    /// Says that the change took effect at an instant, and publishes its message version with it. Where that lies in the days on which another change of the
    /// campaign was judged, its verdict is taken away in the same append.
    /// </summary>
    public async Task<Adjustment> ApplyAsync(string id, Instant? at, StreamVersion? expected, Authorship by, CancellationToken cancel)
    {
        var all = await ListAsync(cancel);
        return await HandleAsync(
            id,
            expected,
            by,
            adjustment =>
            {
                var applied = at ?? Now;
                var e = adjustment.Apply(applied, Now);
                StreamAppend[] published = adjustment.Proposal.To is { } to ? [Published(adjustment, adjustment.Proposal.From, to, applied)] : [];
                return ([e], [.. published, .. Unsettled(adjustment, applied, all)]);
            },
            cancel
        );
    }

    /// <summary>Of the changes that were judged, those whose days a change that took effect at an instant lies in: each learns of it.</summary>
    private IEnumerable<StreamAppend> Unsettled(Adjustment change, Instant applied, IReadOnlyList<Adjustment> all)
    {
        var on = applied.InZone(zone).Date;
        var found = new Overlap(change.Id, on, Overlaps.LastDay(change, on));
        foreach (var overlap in Overlaps.Of(change, on, all, zone))
        {
            var judged = all.First(other => other.Id == overlap.Adjustment);
            if (judged.IsJudged)
                yield return new StreamAppend(
                    AdjustmentEvents.Prefix + judged.Id,
                    ExpectedVersion.Exactly(judged.Version),
                    [AdjustmentEvents.Store(Verdicts.Of(judged, found))]
                );
        }
    }

    /// <summary>
    /// Reads what the change did, as far as its days are there. Once all of them are, the success rule gives the verdict; where it is to be taken back, the
    /// version before is published again from now on; where it is kept, the level that it set out to reach is accepted, and readings are held against it.
    /// </summary>
    public async Task<Adjustment> MeasureAsync(string id, StreamVersion? expected, Authorship by, CancellationToken cancel)
    {
        var before = await NeededAsync(id, cancel);
        var (reading, seal) = await ReadAsync(before, cancel);
        return await RecordAsync(before, reading, seal, expected ?? before.Version, by, cancel);
    }

    /// <summary>
    /// Does the same by itself once the days are over that the success rule reads, and only where all of them are there: a campaign that fell silent
    /// is not judged. Returns whether it was; where the adjustment is at another version, nothing is done.
    /// </summary>
    /// <exception cref="VersionConflictException">The adjustment moved on meanwhile.</exception>
    public async Task<bool> MeasureDueAsync(string id, StreamVersion version, Authorship by, CancellationToken cancel)
    {
        if (await journal.FindOnBoardAsync(board, id, cancel) is not { DueAt: { } due } row || row.Version != version || due > Now)
            return false;
        var before = board.Read(row);
        var (reading, seal) = await ReadAsync(before, cancel);
        if (!before.IsWhole(reading))
            return false;
        await RecordAsync(before, reading, seal, version, by, cancel);
        return true;
    }

    private async Task<(EffectReading Reading, SealNumber Seal)> ReadAsync(Adjustment adjustment, CancellationToken cancel)
    {
        var (rule, day) = (adjustment.Proposal.Success, adjustment.Effective().InZone(zone).Date);
        var head = await HeadRow.ReadAsync(database, workspace, cancel);
        var all = await ListAsync(cancel);
        var question = new EffectQuestion(
            adjustment.Proposal.Campaign,
            adjustment.Proposal.Kpi,
            day,
            rule.BeforeDays,
            rule.AfterDays,
            Changed(adjustment, day, all),
            Cursors.Now
        )
        {
            Guard = rule.GuardKpi,
        };
        return (await effects.MeasureAsync(question, cancel) with { Overlaps = Overlaps.Of(adjustment, day, all, zone) }, head.Seal);
    }

    private async Task<Adjustment> RecordAsync(
        Adjustment before,
        EffectReading reading,
        SealNumber seal,
        StreamVersion version,
        Authorship by,
        CancellationToken cancel
    )
    {
        var (id, rule, day) = (before.Id, before.Proposal.Success, before.Effective().InZone(zone).Date);
        return await HandleAsync(
            id,
            version,
            by,
            adjustment =>
            {
                var events = adjustment.Measure(reading, seal);
                var isTakenBack = events is [.., AdjustmentEvent.Judged { Name: Verdicts.Reverted }];
                var isKept = events is [.., AdjustmentEvent.Judged { Name: Verdicts.Kept }];
                return (
                    events,
                    isTakenBack && adjustment.Proposal is { From: { } from, To: { } to } ? [Published(adjustment, to, from, Now)]
                    : isKept
                        ? [LevelStore.Accepted(adjustment.Proposal.Campaign, adjustment.Proposal.Kpi, day, day.PlusDays(rule.AfterDays - 1), value: null, id)]
                    : []
                );
            },
            cancel
        );
    }

    private static StreamAppend Published(Adjustment adjustment, string? from, string version, Instant at) =>
        new(
            $"{PublishedMessages.Prefix}{adjustment.Proposal.Campaign}/{MessageVersion.NameOf(version)}",
            ExpectedVersion.Any,
            [PublicationForms.Stored.Event(PublishedMessages.EventName, new StoredPublication(adjustment.Proposal.Campaign, version, from, at, adjustment.Id))]
        );

    private async Task<Adjustment> DecideAsync(
        string id,
        StreamVersion? expected,
        string? key,
        Authorship by,
        Func<Adjustment, AdjustmentEvent> decide,
        CancellationToken cancel
    )
    {
        var made = key is null ? null : (await journal.ReadStreamAsync($"key-{key}", cancel)).FirstOrDefault(entry => entry.Type == "key_created");
        return await HandleAsync(
            id,
            expected,
            by,
            adjustment =>
                made is not null
                && Adjustment.IsSamePerson(made.Actor, adjustment.Proposer)
                && Instant.FromUnixTimeTicks(made.RecordedAt * 10) >= adjustment.ProposedAt
                    ? throw new RefusedException(
                        "four_eyes",
                        $"{adjustment.Proposer} proposed this and then made the key that is to decide on it; somebody else's key decides."
                    )
                    : ([decide(adjustment)], []),
            cancel
        );
    }

    /// <summary>The other campaigns that were changed themselves, or changed back, in the days that are compared.</summary>
    private IReadOnlyCollection<string> Changed(Adjustment measured, LocalDate day, IReadOnlyList<Adjustment> all)
    {
        var (from, to) = (day.PlusDays(-measured.Proposal.Success.BeforeDays), Overlaps.LastDay(measured, day));
        return
        [
            .. all.Where(other => IsInside(other.AppliedAt) || IsInside(other.TakenBackAt))
                .Select(other => other.Proposal.Campaign)
                .Where(campaign => campaign != measured.Proposal.Campaign)
                .Distinct(StringComparer.Ordinal),
        ];

        bool IsInside(Instant? at) => at?.InZone(zone).Date is { } on && on >= from && on <= to;
    }

    private async Task<Adjustment> HandleAsync(
        string id,
        StreamVersion? expected,
        Authorship by,
        Func<Adjustment, (IReadOnlyList<AdjustmentEvent> Events, IReadOnlyList<StreamAppend> More)> decide,
        CancellationToken cancel
    )
    {
        // A decision is taken on what was read: whoever was first in between makes it a conflict, never a second decision.
        var version = expected ?? (await NeededAsync(id, cancel)).Version;
        var stream = AdjustmentEvents.Prefix + id;
        return (
            await decisions.DecideAsync(
                board,
                id,
                $"Adjustment {id}",
                version,
                adjustment =>
                {
                    var (events, more) = decide(adjustment ?? throw Missing(id));
                    return new Decision([.. events.Select(AdjustmentEvents.Store)]) { Others = more };
                },
                by with
                {
                    Correlation = by.Correlation ?? stream,
                    Causation = $"{stream}@{version}",
                },
                cancel
            )
        )!;
    }

    private async Task<Adjustment> NeededAsync(string id, CancellationToken cancel) => await FindAsync(id, cancel) ?? throw Missing(id);

    private static NotFoundException Missing(string id) => new($"There is no adjustment '{id}'; `cpt adjustments list` shows them.");

    private IEnumerable<Adjustment> Fold(IEnumerable<JournalEntry> entries) =>
        entries.GroupBy(entry => entry.Stream, StringComparer.Ordinal).Select(stream => stream.Aggregate((Adjustment?)null, board.Fold)!);
}
