using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Statistics.Experiments;
using CustomerPerformanceTracker.Statistics.Intervals;
using NodaTime.Text;
using static CustomerPerformanceTracker.Wire.ExperimentFigures;

namespace CustomerPerformanceTracker.Wire;

/// <summary>
/// What an experiment shows, each clause from a figure. Harm that is surely shown is said before a gain, and a guardrail that shows nothing is said to show
/// nothing: it is never told as fine because it is not significant.
/// </summary>
public sealed class ExperimentSentence
{
    private readonly ExperimentReading reading;
    private readonly Experiment experiment;
    private readonly ExperimentFigures figures;

    private ExperimentSentence(ExperimentReading reading) =>
        (this.reading, experiment, figures) = (reading, reading.Experiment, new(ExperimentMeasures.NameOf(reading.Experiment.Measure), reading.Currency));

    public static string Of(ExperimentReading reading) => string.Join(' ', new ExperimentSentence(reading).Clauses());

    private IEnumerable<string> Clauses()
    {
        if (reading.Look is not { } look)
            return [NotBegun()];
        string[] guardrail = look.Guardrail is { } guarded ? [Guardrail(guarded)] : [];
        return reading.Split.IsOff ? [OffSplit(look), .. guardrail]
            : look.Guardrail is { IsWorse: true } ? [.. guardrail, Verdict(look), .. First()]
            : [Verdict(look), .. First(), .. guardrail];
    }

    private string NotBegun() =>
        $"No verdict: the experiment begins on {Iso(experiment.From)}, and "
        + (
            experiment.Until < experiment.From ? $"it was ended on {Iso(experiment.Until.Value)}."
            : reading.Last is { } last ? $"the last day known of {experiment.Campaign} is {Iso(last)}."
            : $"nothing of {experiment.Campaign} is known."
        );

    private string Verdict(ComparisonLook look) =>
        look.Outcome is not ComparisonOutcome.Compared { Comparison: var compared }
            ? Refused(look)
            : look.Verdict switch
            {
                Statistics.Experiments.Verdict.Better => $"{experiment.Treatment} is better than {experiment.Control}: {Told(compared)}.",
                Statistics.Experiments.Verdict.Worse => $"{experiment.Treatment} is worse than {experiment.Control}: {Told(compared)}.",
                Statistics.Experiments.Verdict.Misleading => $"{experiment.Treatment} gains, which is no win: {Told(compared)}.",
                _ => $"No difference is shown between {experiment.Treatment} and {experiment.Control}: {Told(compared)}. Ruled out: {RuledOut(compared)}.",
            };

    private static string Refused(ComparisonLook look)
    {
        var refused = (ComparisonOutcome.Refused)look.Outcome;
        return refused.Code == ComparisonRefusals.TooFewCustomers ? $"No verdict, not enough customers. {refused.Reason}" : $"No verdict. {refused.Reason}";
    }

    private string OffSplit(ComparisonLook look)
    {
        var (n, split) = (look.Arms, reading.Split);
        return $"No verdict: the split is off. {Percent((double)n.Control.Customers / n.Customers)} of {Count(n.Customers)} customers came into "
            + $"{experiment.Control} where {Percent(split.Expected)} were declared (chi-square p {P(split.PValue)}), so a difference may come from who was "
            + $"counted. Find out how customers were lost or counted twice. "
            + (
                look.Outcome is ComparisonOutcome.Compared { Comparison: var compared }
                    ? $"The figures all the same: {Told(compared)}."
                    : ((ComparisonOutcome.Refused)look.Outcome).Reason
            );
    }

    private string Told(ArmComparison compared)
    {
        var (arms, difference) = (compared.Arms, compared.Difference);
        return $"{figures.Number(arms.Treatment.Mean)} against {figures.Level(arms.Control.Mean)} ({Interval(difference, figures.Signed)}, p "
            + $"{P(compared.PValue)}), {Count(arms.Treatment.Customers)} and {Count(arms.Control.Customers)} customers through {Iso(reading.Last!.Value)}";
    }

    private string RuledOut(ArmComparison compared) =>
        $"{experiment.Treatment} lower by more than {figures.Size(compared.Difference.Low)}, and higher by more than {figures.Size(compared.Difference.High)}";

    private IEnumerable<string> First()
    {
        if (reading.FirstSure is not { } first)
            return [];
        var day = $"{Iso(reading.Looks[first].Day)}, look {Count(first + 1)} of {Count(reading.Looks.Count)}";
        return reading.Verdict is Statistics.Experiments.Verdict.NoDifferenceShown or null
            ? [$"A difference was sure first on {day}, and is not at the last look."]
            : [$"A difference was sure first on {day}."];
    }

    private string Guardrail(GuardrailLook look)
    {
        var (kpi, margin) = (experiment.Guardrail!.Kpi.Name.Replace('_', ' '), Score(experiment.Guardrail.Margin));
        var name = char.ToUpperInvariant(kpi[0]) + kpi[1..];
        if (look.Outcome is ComparisonOutcome.Refused refused)
            return refused.Code == ComparisonRefusals.TooFewCustomers
                ? $"{name}: not enough answers, by customers who gave one. {refused.Reason}"
                : $"{name}: nothing is shown. {refused.Reason}";
        var told = Scores(((ComparisonOutcome.Compared)look.Outcome).Comparison);
        return look.State switch
        {
            GuardrailState.WorseBeyondMargin => $"{name} is surely worse with {experiment.Treatment}, by more than {margin} points: {told}.",
            GuardrailState.Worse => $"{name} is surely worse with {experiment.Treatment}; by more than {margin} points is not shown: {told}.",
            GuardrailState.Held => $"{name} worse by more than {margin} points is ruled out: {told}.",
            _ => $"{name} is not shown to be worse by more than {margin} points, and that is not ruled out either, which is no good news: {told}.",
        };
    }

    private static string Scores(ArmComparison compared) =>
        $"{Score(compared.Arms.Treatment.Mean)} against {Score(compared.Arms.Control.Mean)} of 100 ({Interval(compared.Difference, SignedScore)}), "
        + $"{Count(compared.Arms.Treatment.Customers)} and {Count(compared.Arms.Control.Customers)} customers who answered";

    private static string Interval(Estimate difference, Func<double, string> signed) =>
        $"{signed(difference.Value)}, {signed(difference.Low)} to {signed(difference.High)}";

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
