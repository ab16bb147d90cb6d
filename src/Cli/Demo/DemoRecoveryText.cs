using CustomerPerformanceTracker.Campaign;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>The second half of the demo's story: what was done about the break, and whether it worked.</summary>
internal static class DemoRecoveryText
{
    public static void Print(DemoRecovery recovery)
    {
        Done(recovery.Adjustment, recovery.Refusal);
        Later(recovery);
        Worked(recovery);
        Traced(recovery);
    }

    private static void Done(Adjustment adjustment, string refusal)
    {
        var (proposal, rule) = (adjustment.Proposal, adjustment.Proposal.Success);
        DemoText.Chapter("What was done about it");
        DemoText.Say(
            $"{DemoLoop.Operations} acknowledges the alerts. {adjustment.Proposer} proposes to {proposal.What}: {proposal.To} instead of {proposal.From}. "
                + "What will count as success is fixed before anybody knows, and what was known is kept with it."
        );
        Point("why", $"{proposal.Hypothesis}.");
        var guarded = rule.GuardKpi is { } guard
            ? Format($" {DemoText.Capital(KpiText.Words(guard))} must not lose more than {100 * rule.GuardMostLoss:0} %.")
            : "";
        Point(
            "success",
            Format($"{proposal.Kpi} rises by {rule.AtLeast:0.#} points of 100 at least over {rule.AfterDays} days; {proposal.Expected:0.#} are ")
                + "expected."
                + guarded
        );
        Point(
            "known then",
            $"{DemoText.Count(proposal.Alerts.Count)}{(proposal.Evidence.Scorecard is { } card ? $" and the scorecard{AlertText.Figures(card)}" : "")}; "
                + $"seal {proposal.Evidence.Seal}."
        );
        Point("refused", $"{adjustment.Proposer} tries to approve it, too: \"{refusal}\"");
        Point("approved", $"by {adjustment.DecidedBy}: \"{adjustment.DecidedBecause}\"");
        Point("applied", $"{proposal.To} is what people see from {Dates.Iso(SampleCampaign.MendDate())} on.");
        Console.WriteLine();
    }

    private static void Later(DemoRecovery recovery)
    {
        var (card, import) = (recovery.Card, recovery.Import);
        DemoText.Chapter($"{Dates.Iso(card.To)}: six weeks later");
        DemoText.Say(
            $"{import.Accepted:N0} signals more accepted, {import.Duplicate:N0} known already, {import.Rejected:N0} rejected. Trust is "
                + $"{KpiText.Value(DemoText.Find(card, Kpi.Trust))} of 100 and conversion {KpiText.Value(DemoText.Find(card, Kpi.ConversionRate))}."
        );
        TrendText.PrintPicture(recovery.Trend);
        foreach (var rise in recovery.Trend.Breaks.Where(one => one.Direction == Direction.Rise))
            DemoText.Say(DemoText.Moved(rise));
    }

    private static void Worked(DemoRecovery recovery)
    {
        var adjustment = recovery.Adjustment;
        DemoText.Chapter("Did it work?");
        if (adjustment.Reading is { } reading)
        {
            DemoText.Say(
                $"{reading.Campaign} is held against what its own level and "
                    + $"{(reading.Controls.Count == 0 ? "no other campaign" : string.Join(", ", reading.Controls))} had led to expect for the "
                    + $"{Days(reading)} days from {Dates.Iso(reading.ChangedOn)} on; 95 % intervals."
            );
            foreach (var one in (EffectReading[])[reading, .. reading.Beside.Where(beside => beside.Kpi == adjustment.Proposal.Success.GuardKpi)])
                Point(KpiText.Words(one.Kpi), Effect(one));
            Console.WriteLine();
        }

        var why = adjustment.State == Verdicts.Kept || adjustment.Verdict is null ? "" : $": {adjustment.Verdict}";
        DemoText.Say(
            $"By the rule of the proposal the change is {adjustment.State}{why}. It is an estimate and no proof of a cause: whatever else happened on that "
                + "day is in it, too."
        );
        foreach (
            var end in recovery
                .Alerts.Where(alert => adjustment.Proposal.Alerts.Contains(alert.Id, StringComparer.Ordinal) && alert.Occurrence == alert.Count)
                .GroupBy(alert => (alert.State, alert.Outcome))
        )
            DemoText.Say(
                $"{DemoText.Capital(DemoText.Count(end.Count()))} {(end.Count() == 1 ? "is" : "are")} "
                    + $"{end.Key.State}{(end.Key.Outcome is { } outcome ? $": {KpiText.Words(outcome)}" : "")}."
            );
    }

    private static void Traced(DemoRecovery recovery)
    {
        var (trace, proposal) = (recovery.Trace, recovery.Adjustment.Proposal);
        DemoText.Chapter("Who changed the message, why, and who approved it?");
        DemoText.Say(
            $"The chain behind {proposal.To} has {trace.Steps.Count} entries by "
                + $"{string.Join(", ", trace.Steps.Select(step => step.Actor).Distinct(StringComparer.Ordinal))}, from the policy to the verdict, each with "
                + $"its reason, and leads down to the {trace.Answers.Sum(answers => answers.Answers):N0} answers that the alerts rest on: `cpt trace "
                + $"{proposal.To}`."
        );
    }

    private static string Effect(EffectReading reading)
    {
        if (reading.Effect is not { } effect)
            return $"{reading.Refusal?.Reason ?? "no effect to be read"}";
        var (factor, digits, unit) = reading.Unit == "ratio" ? (100, "0.00", $" {KpiText.PercentagePoints}") : (1, "0.0", " points");
        var sure = effect is { Low: < 0, High: > 0 } ? "; the interval includes 0: no sure change" : "";
        var placebo =
            sure.Length == 0 && reading.Placebo is { } rank
                ? $"; of {rank.Dates} days before, tried the same way, {(rank.AtLeastAsLarge == 0 ? "none shows" : $"{rank.AtLeastAsLarge} show")} as much"
                : "";
        return $"{Number(effect.Value)}{unit} ({Number(effect.Low)} to {Number(effect.High)}){sure}{placebo}.";

        string Number(double value) => KpiText.Signed((factor * value).ToString(digits, CultureInfo.InvariantCulture));
    }

    private static int Days(EffectReading reading) => Period.DaysBetween(reading.ChangedOn, reading.To) + 1;

    private static void Point(string head, string text) => Console.WriteLine(Output.Item($"  {head.PadRight(16)}", text));

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
