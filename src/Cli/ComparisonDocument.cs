using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Experiments;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Cli;

/// <summary>The JSON document of a comparison.</summary>
internal static class ComparisonDocument
{
    public static ComparisonView View(ComparisonStudy study)
    {
        var (last, compared, split) = (study.Last, Compared(study.Last.Outcome), study.Split);
        var n = last.Arms.Customers;
        return new(
            ComparisonWords.Of(last.Verdict),
            Arms(study.File, last.Arms),
            Interval(compared?.Difference),
            Interval(compared?.Relative),
            compared?.PValue,
            Name(study.Columns.Unit),
            ComparisonWords.Of(study.Plan.Design.BetterWhen),
            study.FirstShown,
            new(split.Expected, n > 0 ? (double)last.Arms.Control.Customers / n : null, split.PValue, split.IsOff),
            Guardrail(study),
            Bound(study.Plan.Design),
            study.Plan.CapQuantile is { } quantile ? new(quantile, study.Cap.Limit, study.Capped) : null,
            [.. study.Looks.Select(View)],
            Refusal(last.Outcome)
        );
    }

    private static ComparisonLookView View(LookAtRows one, int index)
    {
        var (look, compared) = (one.Look, Compared(one.Look.Outcome));
        return new(
            index + 1,
            one.Rows,
            look.Arms.Control.Customers,
            look.Arms.Treatment.Customers,
            Interval(compared?.Difference),
            compared?.PValue,
            ComparisonWords.Of(look.Verdict),
            ComparisonWords.Of(look.Boundary),
            look.Guardrail is { } guardrail ? ComparisonWords.Of(guardrail.State) : null
        );
    }

    private static GuardrailView? Guardrail(ComparisonStudy study)
    {
        if (study is not { Plan.Guardrail: { } plan, Last.Guardrail: { } look })
            return null;
        var compared = Compared(look.Outcome);
        return new(
            ComparisonWords.Of(look.State),
            plan.Margin,
            ComparisonWords.Of(plan.BetterWhen),
            Arms(study.File, look.Arms),
            Interval(compared?.Difference),
            compared?.PValue,
            Refusal(look.Outcome)
        );
    }

    private static BoundView Bound(ComparisonDesign design) =>
        new(
            ComparisonWords.Of(design.Boundary),
            design.Alpha,
            design.Sides == Sides.Two ? 2 : 1,
            (design.Boundary as Boundary.Anytime)?.TightestAt,
            (design.Boundary as Boundary.DeclaredEnd)?.End
        );

    private static ComparedArmView[] Arms(ComparisonRows file, ArmPair arms) =>
        [Arm(file.Control, "control", arms.Control), Arm(file.Treatment, "treatment", arms.Treatment)];

    private static ComparedArmView Arm(string name, string role, ArmSums arm) => new(name, role, arm.Customers, arm.Weight > 0 ? arm.Mean : null);

    private static ArmComparison? Compared(ComparisonOutcome outcome) => (outcome as ComparisonOutcome.Compared)?.Comparison;

    private static RefusalView? Refusal(ComparisonOutcome outcome) =>
        outcome is ComparisonOutcome.Refused refused ? new RefusalView(refused.Code, refused.Reason) : null;

    private static IntervalView? Interval(Estimate? estimate) => estimate is { } known ? new(known.Value, known.Low, known.High) : null;

    private static string Name(ComparisonUnit unit) =>
        unit switch
        {
            ComparisonUnit.Row => "row",
            ComparisonUnit.Trial => "trial",
            ComparisonUnit.Customer => "customer",
            _ => throw new UnreachableException(),
        };
}
