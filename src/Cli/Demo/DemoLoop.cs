using CustomerPerformanceTracker.Campaign;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>What people do about the break, each step once: told again, or after an interruption, it goes on from where the journal stands.</summary>
internal static class DemoLoop
{
    public const string Operations = "ops";
    public const string Proposer = "ada";
    public const string Approver = "grace";

    // The half year before is long enough to show how far trust wanders by itself, and the break is in it; over the sixty days since, that stays a guess.
    private static readonly SuccessRule Rule = new(
        AtLeast: 4,
        BeforeDays: SampleCampaign.MendDay,
        AfterDays: 28,
        SuccessRule.UsualGuard,
        SuccessRule.UsualGuardMostLoss
    );

    /// <summary>From the alert to the change that is applied, on what is known before the change's days come in.</summary>
    public static async Task<Adjustment> DecideAsync(Engine engine, CancellationToken cancel)
    {
        var book = engine.Adjustments;
        var adjustment = await FindAsync(book, cancel) ?? await ProposeAsync(engine, cancel);
        if (adjustment.State == AdjustmentStates.Proposed)
        {
            _ = await OwnApprovalAsync(book, adjustment, cancel);
            adjustment = await book.ApproveAsync(
                adjustment.Id,
                adjustment.Version,
                key: null,
                new(Approver, "the evidence is plain, and the rule guards conversion"),
                cancel
            );
        }

        return adjustment.State != AdjustmentStates.Approved
            ? adjustment
            : await book.ApplyAsync(
                adjustment.Id,
                MendedAt(engine),
                adjustment.Version,
                new(Proposer, $"{SampleCampaign.MessageMended} is on the page"),
                cancel
            );
    }

    /// <summary>From the days after the change to its verdict, and the alerts it answers to their end.</summary>
    public static async Task<Adjustment> JudgeAsync(Engine engine, Adjustment applied, CancellationToken cancel)
    {
        var adjustment = applied.State is AdjustmentStates.Applied or AdjustmentStates.Measured
            ? await engine.Adjustments.MeasureAsync(applied.Id, applied.Version, new(Proposer, "its four weeks are over"), cancel)
            : applied;
        if (adjustment.State != Verdicts.Kept)
            return adjustment;

        foreach (
            var alert in (await engine.Alerts.ListAsync(cancel)).Where(alert =>
                adjustment.Proposal.Alerts.Contains(alert.Id, StringComparer.Ordinal) && alert.State != AlertStates.Resolved
            )
        )
            await engine.Alerts.HandleAsync(
                alert.Id,
                new AlertCommand.Resolve(AlertOutcomes.Fixed),
                expected: null,
                new(Operations, $"{SampleCampaign.MessageMended} is kept and trust is back"),
                cancel
            );
        return adjustment;
    }

    /// <summary>What the proposer is answered who would approve it, too. Once others have decided, the rule is asked of the proposal as it was.</summary>
    public static async Task<string> OwnApprovalAsync(AdjustmentStore book, Adjustment adjustment, CancellationToken cancel)
    {
        try
        {
            if (adjustment.State == AdjustmentStates.Proposed)
                await book.ApproveAsync(adjustment.Id, adjustment.Version, key: null, new(adjustment.Proposer, "it is urgent"), cancel);
            else
                _ = (adjustment with { State = AdjustmentStates.Proposed }).Approve(adjustment.Proposer);
        }
        catch (RefusedException refused) when (refused.Code == "four_eyes")
        {
            return refused.Message;
        }

        throw new InvalidOperationException($"{adjustment.Proposer} approved what {adjustment.Proposer} proposed.");
    }

    private static async Task<Adjustment?> FindAsync(AdjustmentStore book, CancellationToken cancel) =>
        (await book.ListAsync(cancel)).FirstOrDefault(one =>
            one.Proposal is { Campaign: SampleCampaign.SpringLaunch, To: SampleCampaign.MessageMended } && one.State != AdjustmentStates.Rejected
        );

    private static async Task<Adjustment> ProposeAsync(Engine engine, CancellationToken cancel)
    {
        var alerts = (await engine.Alerts.ListAsync(cancel))
            .Where(alert => alert.Campaign == SampleCampaign.SpringLaunch)
            .DistinctBy(alert => alert.Id)
            .ToArray();
        foreach (var alert in alerts.Where(alert => alert.State == AlertStates.Open))
            await engine.Alerts.HandleAsync(
                alert.Id,
                new AlertCommand.Acknowledge(),
                expected: null,
                new(Operations, "it is real: refunds are up as well"),
                cancel
            );

        var draft = new ProposalDraft(
            SampleCampaign.SpringLaunch,
            Levers.Messaging,
            "take back the promise of a free start",
            SampleCampaign.MessageAfter,
            SampleCampaign.MessageMended,
            "new customers are promised a free start and asked for money at checkout; without the promise they trust again",
            "trust",
            Expected: 8,
            Rule,
            [.. alerts.Select(alert => alert.Id)]
        );
        return await engine.Adjustments.ProposeAsync(
            draft,
            new(Proposer, $"trust of new customers fell at checkout when {SampleCampaign.MessageAfter} came"),
            cancel
        );
    }

    private static Instant MendedAt(Engine engine) =>
        SampleCampaign.MendDate().AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[engine.Workspace.Zone]).ToInstant();
}
