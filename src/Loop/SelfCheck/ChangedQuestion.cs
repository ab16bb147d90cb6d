using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Do insights lead to changes? Yes where at least four in five alerts of the window were answered by an adjustment that names them and was proposed since,
/// and one of these adjustments was measured; no where none was answered; partly in between. It cannot be told where no alert was raised: nothing was told
/// that could have led to a change.
/// </summary>
internal static class ChangedQuestion
{
    private const string Name = "changed";
    private const string Asks = "Do insights lead to changes?";
    private const double Most = 0.8;

    private static readonly string[] Measured = [AdjustmentStates.Measured, Verdicts.Kept, Verdicts.Reverted, Verdicts.Inconclusive];

    public static CheckQuestion Of(SelfCheckFacts facts, DateTimeZone zone)
    {
        if (facts.Campaigns.Count == 0)
            return facts.Nothing(Name, Asks);
        var answers = facts.Alerts.ToDictionary(alert => (alert.Id, alert.Occurrence), alert => AnswerTo(facts, alert, zone));
        var answered = answers.Count(one => one.Value.Count > 0);
        Adjustment[] linked = [.. answers.SelectMany(one => one.Value).Concat(InWindow(facts, zone)).DistinctBy(adjustment => adjustment.Id)];
        var measured = linked.Count(IsMeasured);
        var answer =
            facts.Alerts.Count == 0 ? CheckAnswer.CannotBeTold
            : answered == 0 ? CheckAnswer.No
            : answered >= Most * facts.Alerts.Count && measured > 0 ? CheckAnswer.Yes
            : CheckAnswer.Partly;
        var because =
            facts.Alerts.Count == 0
                ? "No alert was raised in the window, so nothing was told that could have led to a change; whether one would have been, the next question says."
                : $"{answered} of {Told.Count(facts.Alerts.Count, "alert")} of the window {(answered == 1 ? "was" : "were")} answered by an adjustment; "
                    + $"{measured} of {Told.Count(linked.Length, "adjustment")} {(measured == 1 ? "is" : "are")} measured.";
        return new(
            Name,
            Asks,
            answer,
            because,
            [Alerts(facts, answered), .. Told.Shortened([.. Open(facts, answers)]), .. Told.Shortened([.. Adjustments(linked, measured)]), Reviews(facts)]
        );
    }

    private static Look Alerts(SelfCheckFacts facts, int answered)
    {
        var all = facts.Alerts.Count;
        if (all == 0)
            return Look.Unknown(
                "alerts",
                null,
                facts.Policies.Count == 0
                    ? "none was raised, and no policy watches"
                    : $"none was raised by {Told.Count(facts.Policies.Count, "policy in use", "policies in use")}",
                facts.Policies.Count == 0 ? "Set a policy, so that a fall is told." : "Try what other settings would have told.",
                facts.Policies.Count == 0 ? "cpt policies set FILE" : "cpt policies whatif FILE --grid drop=1,2,3"
            );
        var over = facts.Alerts.Count(alert => alert.Outcome is AlertOutcomes.Ended or AlertOutcomes.Recurred);
        var figure =
            $"{answered} of {all} ({Told.Percent(answered / (double)all)}) answered by an adjustment that names them"
            + (over > 0 ? $"; {over} ended or came back before anybody said what became of them" : "");
        return answered >= Most * all
            ? Look.Well("alerts", null, figure, answered / (double)all)
            : Look.Attention(
                "alerts",
                null,
                figure,
                answered / (double)all,
                "Answer an alert by a change that names it, or say why there is none.",
                "cpt alerts list"
            );
    }

    // The newest showing of an alert that nobody resolved and no adjustment names.
    private static IEnumerable<Look> Open(SelfCheckFacts facts, Dictionary<(string Id, int Occurrence), IReadOnlyList<Adjustment>> answers) =>
        facts
            .Alerts.Where(alert => alert.State != AlertStates.Resolved && answers[(alert.Id, alert.Occurrence)].Count == 0)
            .OrderBy(alert => alert.On)
            .ThenBy(alert => alert.Id, StringComparer.Ordinal)
            .Select(alert =>
            {
                var age = Period.DaysBetween(alert.On, facts.To);
                return Look.Attention(
                    "unanswered_alert",
                    alert.Id,
                    $"{AlertNames.Of(alert.Kind)} of {Told.Kpi(alert.Kpi)} on {alert.Campaign}, told {Iso(alert.On)}, {Told.Count(age, "day")} old, unanswered",
                    age,
                    "Propose a change that names it, or resolve it with what became of it.",
                    $"cpt adjustments propose {Told.Argument(alert.Campaign)} --alert {alert.Id} --what .. --hypothesis .. --expected .. --reason .."
                );
            });

    private static IEnumerable<Look> Adjustments(Adjustment[] linked, int measured)
    {
        var open = linked.Where(adjustment => adjustment.State == AdjustmentStates.Applied).OrderBy(adjustment => adjustment.AppliedAt).ToArray();
        yield return Look.Well("adjustments", null, $"{measured} of {linked.Length} measured", measured);
        foreach (var adjustment in open)
            yield return Look.Attention(
                "unmeasured_adjustment",
                adjustment.Id,
                $"{adjustment.Proposal.Lever} of {adjustment.Proposal.Campaign}, applied and not measured",
                null,
                "Measure it: until then nobody knows whether it helped.",
                $"cpt adjustments measure {adjustment.Id}"
            );
    }

    private static Look Reviews(SelfCheckFacts facts)
    {
        var answers = facts.GivenAnswers.ToLookup(count => count.Campaign, StringComparer.Ordinal);
        string[] unread = [.. answers.Select(campaign => campaign.Key).Where(name => !facts.Reviewed.Contains(name)).Order(StringComparer.Ordinal)];
        if (answers.Count == 0)
            return Look.Unknown("feedback", null, "there is no feedback that a review could use", "Ask customers.", "cpt import FILE --map MAP.yaml");
        var unused = unread.Sum(name => answers[name].Sum(count => count.Count));
        return unread.Length == 0
            ? Look.Well("feedback", null, $"all of {Told.Count(answers.Count, "campaign")} with answers have a kept review", 0)
            : Look.Attention(
                "feedback",
                null,
                $"{Told.Count(unused, "answer")} of {Told.Count(unread.Length, "campaign")} that no kept review ever used: {Told.List(unread)}",
                unused,
                "Review the period, and keep the review, so that what customers said is read by somebody.",
                $"cpt review {Told.Argument(unread[0])} --from {Iso(facts.From)} --to {Iso(facts.To)} --keep"
            );
    }

    private static IReadOnlyList<Adjustment> AnswerTo(SelfCheckFacts facts, Alert alert, DateTimeZone zone) =>
        [
            .. facts.Adjustments.Where(adjustment =>
                adjustment.Proposal.Alerts.Contains(alert.Id, StringComparer.Ordinal) && adjustment.ProposedAt.InZone(zone).Date >= alert.On
            ),
        ];

    private static IEnumerable<Adjustment> InWindow(SelfCheckFacts facts, DateTimeZone zone)
    {
        return facts.Adjustments.Where(one => IsInside(one.ProposedAt) || (one.AppliedAt is { } applied && IsInside(applied)));

        bool IsInside(Instant at) => at.InZone(zone).Date is var day && day >= facts.From && day <= facts.To;
    }

    private static bool IsMeasured(Adjustment adjustment) => Measured.Contains(adjustment.State, StringComparer.Ordinal);

    private static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
