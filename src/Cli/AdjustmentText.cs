using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Adjustments as a person reads them in a terminal.</summary>
internal static class AdjustmentText
{
    private const int Indent = 12;

    public static string Line(Adjustment adjustment)
    {
        var proposal = adjustment.Proposal;
        return string.Join(
            Environment.NewLine,
            Output.Item(
                $"{adjustment.ProposedAt:uuuu-MM-dd}  ",
                $"{proposal.Lever}, {adjustment.State}: {proposal.Campaign}{Versions(proposal)}: {proposal.What}"
            ),
            Output.Paragraph($"id {adjustment.Id}, by {adjustment.Proposer}", Indent)
        );
    }

    public static string Whole(Adjustment adjustment) => string.Join(Environment.NewLine, (string[])[Line(adjustment), .. Points(adjustment)]);

    private static IEnumerable<string> Points(Adjustment adjustment)
    {
        var (proposal, rule) = (adjustment.Proposal, adjustment.Proposal.Success);
        yield return Point("why", $"{adjustment.ProposedBecause}; {proposal.Hypothesis}");
        yield return Point(
            "success",
            $"{KpiText.Words(proposal.Kpi)} changes by {Number(proposal.Expected)}, or at least {Number(Math.Sign(proposal.Expected) * rule.AtLeast)}, "
                + $"over {rule.AfterDays} days"
                + (
                    rule.GuardKpi is { } guard
                        ? $", and {KpiText.Words(guard)} loses no more than {rule.GuardMostLoss.ToString("P0", CultureInfo.InvariantCulture)}"
                        : ""
                )
        );
        yield return Point(
            "known then",
            $"seal {proposal.Evidence.Seal}{(proposal.Alerts.Count > 0 ? $", alert {string.Join(", ", proposal.Alerts.Select(alert => alert[..8]))}" : "")}"
        );
        if (adjustment.DecidedBy is { } decider)
            yield return Point(
                "decided",
                $"{(adjustment.State == AdjustmentStates.Rejected ? "rejected" : "approved")} by {decider}: {adjustment.DecidedBecause}"
            );
        if (adjustment.AppliedAt is { } at)
            yield return Point("applied", at.ToString());
        if (adjustment.Reading is { } reading)
        {
            foreach (var one in (EffectReading[])[reading, .. reading.Beside])
                yield return Point(ReferenceEquals(one, reading) ? "measured" : "beside", EffectWords.Measured(one));
            foreach (var other in reading.Overlaps)
                yield return Point(
                    "overlaps",
                    $"adjustment {other.Adjustment}, applied on {Dates.Iso(other.AppliedOn)} and read through {Dates.Iso(other.Through)}: what these days "
                        + "show is of both"
                );
        }

        if (adjustment.Guard is { } outcome)
            yield return Point("guard", $"{outcome.Name}: {outcome.Why}");

        if (adjustment.Verdict is { } verdict)
            yield return Point(adjustment.State, verdict);
    }

    private static string Versions(Proposal proposal) =>
        (proposal.From, proposal.To) switch
        {
            (null, null) => "",
            (null, var to) => $", {to}",
            (var from, null) => $", {from}",
            var (from, to) => $", {from} to {to}",
        };

    private static string Point(string head, string text) => Output.Item($"{new string(' ', Indent)}{head.PadRight(13)}", text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
