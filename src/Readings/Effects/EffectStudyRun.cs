using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Effects;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>One KPI of one change, measured and told in the KPI's unit and in dates.</summary>
internal sealed class EffectStudyRun(EffectQuestion question, Kpi kpi, CampaignDays campaign, KpiDays days)
{
    // Rows before the change; a change before the campaign's first day or after its last leaves one side empty.
    private readonly int change = Math.Clamp(Period.DaysBetween(campaign.From, question.ChangedOn), 0, days.Answers.Count);

    public EffectReading Read(IReadOnlyList<KpiDays> controls, double fewestAnswers)
    {
        var afterDays = days.Answers.Count - change;
        if (afterDays < EffectQuestion.FewestAfterDays)
            return Blank() with { Refusal = TooFewAfter(afterDays) };

        var outcome = EffectStudy.Measure(
            new EffectDesign(days.Series, change)
            {
                Controls = [.. controls.Select(control => control.Series)],
                FewestAnswers = fewestAnswers,
                LeaveOutUnfitControls = true,
            }
        );
        return outcome switch
        {
            EffectOutcome.Measured measured => Told(measured),
            EffectOutcome.Refused { Code: EffectRefusals.NoVariation } refused => Refused(refused) with { Before = Steady(), After = Steady() },
            EffectOutcome.Refused refused => Refused(refused),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private EffectReading Told(EffectOutcome.Measured measured) =>
        Blank() with
        {
            Effect = days.Difference(measured.Average),
            Before = days.Scale(measured.Before),
            After = days.Scale(measured.After),
            Counterfactual = days.Level(measured.Counterfactual),
            Cumulative = days.Sums ? new(measured.Cumulative.Value, measured.Cumulative.Low, measured.Cumulative.High, measured.Cumulative.Probability) : null,
            Placebo = measured.Placebos is { } placebos
                ? new(placebos.Count, placebos.AtLeastAsLarge, placebos.Rank, placebos.Share) { Independent = placebos.Independent }
                : null,
            Controls = [.. measured.Coefficients.Select(coefficient => coefficient.Control)],
            ControlsRefused = Controls(measured.LeftOut),
            Note = measured.Coefficients.Count == 0 ? EffectReading.NoControls : null,
            Days =
            [
                .. measured.Points.Select(point => new EffectDay(
                    campaign.From.PlusDays(point.Index),
                    point.Observed is { } seen ? days.Scale(seen) : null,
                    days.Scale(point.Expected),
                    days.Scale(point.Low),
                    days.Scale(point.High)
                )),
            ],
        };

    private EffectReading Refused(EffectOutcome.Refused refused) =>
        Blank() with
        {
            Refusal = new(refused.Code, Sentence(refused)),
            ControlsRefused = Controls(refused.LeftOut),
        };

    /// <summary>What the KPI was on every day, before the change and after; null where it was not the same on all of them.</summary>
    private double? Steady() => days.Series.Values.OfType<double>().Distinct().ToArray() is [var value] ? days.Scale(value) : null;

    private EffectReading Blank() =>
        new(
            question.Campaign,
            kpi.Name,
            days.Unit,
            question.ChangedOn,
            campaign.From,
            campaign.To,
            days.Answers.Take(change).Sum(),
            days.Answers.Skip(change).Sum()
        )
        {
            ControlsRefused = Controls([]),
        };

    private IReadOnlyList<RefusedControl> Controls(IReadOnlyList<ControlRefusal> leftOut) =>
        [
            .. question
                .ChangedCampaigns.Where(name => name != question.Campaign)
                .Order(StringComparer.Ordinal)
                .Select(name => new RefusedControl(name, EffectCodes.ChangedToo, $"{name} was changed itself in these days.")),
            .. leftOut.Select(refusal => new RefusedControl(refusal.Control, refusal.Code, Sentence(refusal))),
        ];

    private string Sentence(EffectOutcome.Refused refused) =>
        refused.Code == EffectRefusals.ControlChanged
            ? $"Every campaign to compare with broke near {question.ChangedOn:uuuu-MM-dd} itself, so the effect cannot be told from what touched them all."
            : refused.Reason;

    private static EffectRefusal TooFewAfter(int days) =>
        new(EffectRefusals.TooFewAfter, $"Only {days} days after the change are known; at least {EffectQuestion.FewestAfterDays} are needed.");

    private string Sentence(ControlRefusal refusal) =>
        refusal is { Code: EffectRefusals.ControlChanged, Row: { } row }
            ? $"{kpi.Name} of {refusal.Control} itself broke on {campaign.From.PlusDays(row):uuuu-MM-dd}."
            : refusal.Reason;
}
