using System.Security.Cryptography;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Levels;
using CustomerPerformanceTracker.Tracker.Scorecards;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Adjustments;

/// <summary>What a proposer says; what was known then is added when it is recorded.</summary>
public sealed record ProposalDraft(
    string Campaign, string Lever, string What, string? From, string? To, string Hypothesis, string Kpi, double Expected, SuccessRule Success, IReadOnlyList<string> Alerts);

/// <summary>The workspace's adjustments, each a journal stream; a message version that one of them publishes is a stream of its own.</summary>
public sealed class AdjustmentBook(Database database, Workspace workspace, Journal journal, Decisions decisions, ScorecardDesk scorecards, AlertBook alerts, EffectDesk effects, TimeProvider clock)
{
    private const string MessagePrefix = "message-";

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];
    private readonly AdjustmentBoard board = new(DateTimeZoneProviders.Tzdb[workspace.Zone]);

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>Every adjustment, the latest first; as recorded by that seal where one is given.</summary>
    public async Task<IReadOnlyList<Adjustment>> ListAsync(CancellationToken cancel, int? seal = null) =>
        [.. (seal is { } through ? Fold(await journal.ReadAsync(AdjustmentEvents.Prefix, cancel, through)) : (await journal.ReadBoardAsync(board, cancel)).Select(board.Read))
            .OrderByDescending(adjustment => adjustment.ProposedAt)];

    public async Task<Adjustment?> FindAsync(string id, CancellationToken cancel) =>
        await journal.FindOnBoardAsync(board, id, cancel) is { } row ? board.Read(row) : null;

    /// <exception cref="RefusedException">The proposal breaks a rule, or links an alert that does not exist.</exception>
    public async Task<Adjustment> ProposeAsync(ProposalDraft draft, Authorship by, CancellationToken cancel)
    {
        var linked = new List<Alert>();
        foreach (var named in draft.Alerts)
        {
            var alert = (await alerts.FindAsync(named, cancel))?[0] ?? throw new RefusedException("unknown_alert", $"There is no alert '{named}'; `cpt alerts list` shows them.");
            linked.Add(alert.Campaign == draft.Campaign ? alert : throw new RefusedException("unknown_alert", $"Alert {named} is of {alert.Campaign}, and this is to change {draft.Campaign}."));
        }

        var head = await HeadRow.ReadAsync(database, workspace, cancel);
        var card = await scorecards.ReadAsync(new ScorecardQuestion(draft.Campaign), cancel);
        var proposal = new Proposal(
            draft.Campaign, draft.Lever, draft.What, draft.From, draft.To, draft.Hypothesis, draft.Kpi, draft.Expected, draft.Success, draft.Alerts,
            new ProposalEvidence(head.Seals, card is null ? null : JsonElement.Parse(ScorecardJson.Text(card.Whole))));
        var proposed = Adjustment.Propose(proposal);

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var because = linked.Count > 0 ? $"{AlertEvents.Prefix}{linked[0].Id}@{linked[0].Version}" : null;
        var linkedBy = by with { Correlation = by.Correlation ?? AdjustmentEvents.Prefix + id, Causation = because ?? by.Causation };
        return (await decisions.DecideAsync(board, id, $"Adjustment {id}", expected: 0, _ => new Decision([AdjustmentEvents.Store(proposed)]), linkedBy, cancel))!;
    }

    /// <param name="key">The id of the API key the approver came with; null where none was used.</param>
    /// <exception cref="RefusedException">The approver proposed it, or acts with a key that the proposer made for the purpose.</exception>
    public Task<Adjustment> ApproveAsync(string id, long? expected, string? key, Authorship by, CancellationToken cancel) =>
        DecideAsync(id, expected, key, by, adjustment => adjustment.Approve(by.Actor), cancel);

    public Task<Adjustment> RejectAsync(string id, long? expected, string? key, Authorship by, CancellationToken cancel) =>
        DecideAsync(id, expected, key, by, adjustment => adjustment.Reject(by.Actor), cancel);

    /// <summary>
    /// Says that the change took effect at an instant, and publishes its message version with it. Where that lies in the days on which another change of the campaign
    /// was judged, its verdict is taken away in the same append.
    /// </summary>
    public async Task<Adjustment> ApplyAsync(string id, Instant? at, long? expected, Authorship by, CancellationToken cancel)
    {
        var all = await ListAsync(cancel);
        return await HandleAsync(
            id, expected, by,
            adjustment =>
            {
                var applied = at ?? Now;
                var e = adjustment.Apply(applied, Now);
                StreamAppend[] published = adjustment.Proposal.To is { } to ? [Published(adjustment, adjustment.Proposal.From, to, applied)] : [];
                return ([e], [.. published, .. Unsettled(adjustment, applied, all)]);
            },
            cancel);
    }

    /// <summary>Of the changes that were judged, those whose days a change that took effect at an instant lies in: each learns of it.</summary>
    private IEnumerable<StreamAppend> Unsettled(Adjustment change, Instant applied, IReadOnlyList<Adjustment> all)
    {
        var on = applied.InZone(zone).Date;
        var found = new Overlap(change.Id, on, Overlap.LastDay(change, on));
        foreach (var overlap in Overlap.Of(change, on, all, zone))
        {
            var judged = all.First(other => other.Id == overlap.Adjustment);
            if (judged.IsJudged)
                yield return new StreamAppend(AdjustmentEvents.Prefix + judged.Id, ExpectedVersion.Exactly(judged.Version), [AdjustmentEvents.Store(Verdicts.Of(judged, found))]);
        }
    }

    /// <summary>
    /// Reads what the change did, as far as its days are there. Once all of them are, the success rule gives the verdict; where it is to be taken back, the
    /// version before is published again from now on; where it is kept, the level that it set out to reach is accepted, and readings are held against it.
    /// </summary>
    public async Task<Adjustment> MeasureAsync(string id, long? expected, Authorship by, CancellationToken cancel)
    {
        var before = await NeededAsync(id, cancel);
        var rule = before.Proposal.Success;
        var day = before.Effective().InZone(zone).Date;
        var head = await HeadRow.ReadAsync(database, workspace, cancel);
        var all = await ListAsync(cancel);
        var question = new EffectQuestion(before.Proposal.Campaign, before.Proposal.Kpi, day, rule.BeforeDays, rule.AfterDays, Changed(before, day, all), Cursors.Now) { Guard = rule.GuardKpi };
        var reading = await effects.MeasureAsync(question, cancel) with { Overlaps = Overlap.Of(before, day, all, zone) };
        return await HandleAsync(
            id, expected ?? before.Version, by,
            adjustment =>
            {
                var events = adjustment.Measure(reading, head.Seals);
                var isTakenBack = events is [.., AdjustmentEvent.Judged { Name: Verdicts.Reverted }];
                var isKept = events is [.., AdjustmentEvent.Judged { Name: Verdicts.Kept }];
                return (events,
                    isTakenBack && adjustment.Proposal is { From: { } from, To: { } to } ? [Published(adjustment, to, from, Now)]
                    : isKept ? [LevelBook.Accepted(adjustment.Proposal.Campaign, adjustment.Proposal.Kpi, day, day.PlusDays(rule.AfterDays - 1), value: null, id)]
                    : []);
            },
            cancel);
    }

    /// <summary>Message versions published through adjustments, with the day they took effect: what a break of the trend may have to do with.</summary>
    public async Task<IReadOnlyList<(string Campaign, string Version, LocalDate On, string Adjustment)>> PublishedAsync(CancellationToken cancel) =>
        [.. (await journal.ReadAsync(MessagePrefix, cancel)).Where(entry => entry.Type == "message_published").Select(entry => (
            entry.Data.GetProperty("campaign").GetString()!, entry.Data.GetProperty("version").GetString()!,
            NodaTime.Text.InstantPattern.ExtendedIso.Parse(entry.Data.GetProperty("at").GetString()!).Value.InZone(zone).Date, entry.Data.GetProperty("adjustment").GetString()!))];

    private static StreamAppend Published(Adjustment adjustment, string? from, string version, Instant at) => new(
        $"{MessagePrefix}{adjustment.Proposal.Campaign}/{MessageVersion.NameOf(version)}", ExpectedVersion.Any,
        [new JournalEvent("message_published", JsonData.Of(json =>
        {
            json.WriteString("campaign", adjustment.Proposal.Campaign);
            json.WriteString("version", version);
            json.WriteString("before", from);
            json.WriteString("at", NodaTime.Text.InstantPattern.ExtendedIso.Format(at));
            json.WriteString("adjustment", adjustment.Id);
        }))]);

    private async Task<Adjustment> DecideAsync(string id, long? expected, string? key, Authorship by, Func<Adjustment, AdjustmentEvent> decide, CancellationToken cancel)
    {
        var made = key is null ? null : (await journal.ReadStreamAsync($"key-{key}", cancel)).FirstOrDefault(entry => entry.Type == "key_created");
        return await HandleAsync(
            id, expected, by,
            adjustment => made is not null && Adjustment.IsSamePerson(made.Actor, adjustment.Proposer) && Instant.FromUnixTimeTicks(made.RecordedAt * 10) >= adjustment.ProposedAt
                ? throw new RefusedException("four_eyes", $"{adjustment.Proposer} proposed this and then made the key that is to decide on it; somebody else's key decides.")
                : ([decide(adjustment)], []),
            cancel);
    }

    /// <summary>The other campaigns that were changed themselves, or changed back, in the days that are compared.</summary>
    private IReadOnlyCollection<string> Changed(Adjustment measured, LocalDate day, IReadOnlyList<Adjustment> all)
    {
        var (from, to) = (day.PlusDays(-measured.Proposal.Success.BeforeDays), Overlap.LastDay(measured, day));
        return [.. all.Where(other => IsInside(other.AppliedAt) || IsInside(other.TakenBackAt))
            .Select(other => other.Proposal.Campaign).Where(campaign => campaign != measured.Proposal.Campaign).Distinct(StringComparer.Ordinal)];

        bool IsInside(Instant? at) => at?.InZone(zone).Date is { } on && on >= from && on <= to;
    }

    private async Task<Adjustment> HandleAsync(
        string id, long? expected, Authorship by, Func<Adjustment, (IReadOnlyList<AdjustmentEvent> Events, IReadOnlyList<StreamAppend> More)> decide, CancellationToken cancel)
    {
        // A decision is taken on what was read: whoever was first in between makes it a conflict, never a second decision.
        var version = expected ?? (await NeededAsync(id, cancel)).Version;
        var stream = AdjustmentEvents.Prefix + id;
        return (await decisions.DecideAsync(board, id, $"Adjustment {id}", version, adjustment =>
        {
            var (events, more) = decide(adjustment ?? throw Missing(id));
            return new Decision([.. events.Select(AdjustmentEvents.Store)]) { Others = more };
        }, by with { Correlation = by.Correlation ?? stream, Causation = $"{stream}@{version}" }, cancel))!;
    }

    private async Task<Adjustment> NeededAsync(string id, CancellationToken cancel) =>
        await FindAsync(id, cancel) ?? throw Missing(id);

    private static NotFoundException Missing(string id) => new($"There is no adjustment '{id}'; `cpt adjustments list` shows them.");

    private IEnumerable<Adjustment> Fold(IEnumerable<JournalEntry> entries) =>
        entries.GroupBy(entry => entry.Stream, StringComparer.Ordinal).Select(stream => stream.Aggregate((Adjustment?)null, board.Fold)!);
}
