using System.Globalization;

namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// How much did a series change when something was done? The rows after are compared with what the series' level and its controls before led to expect of
/// them. What is found is an estimate: a change of strategy is no random experiment, and whatever else happened on that date is in it too.
/// </summary>
public static class EffectStudy
{
    /// <exception cref="ArgumentException">The change lies outside the series, or a control has another number of rows.</exception>
    public static EffectOutcome Measure(EffectDesign design)
    {
        EffectDesign.Check(design);
        if (TooFew(design) is { } few)
            return new EffectOutcome.Refused(few.Code, few.Reason, []);

        var refused = design.Controls.Select(control => ControlCheck.Of(control, design)).OfType<ControlRefusal>().ToArray();
        var controls = design.Controls.Where(control => !refused.Any(refusal => refusal.Control == control.Name)).ToArray();
        // Where every control broke at that time something touched them all, and the series alone cannot tell it from the change.
        if (refused.Length > 0 && (!design.LeaveOutUnfitControls || (controls.Length == 0 && refused.Any(r => r.Code == EffectRefusals.ControlChanged))))
        {
            var first = refused.FirstOrDefault(r => r.Code == EffectRefusals.ControlChanged) ?? refused[0];
            return new EffectOutcome.Refused(first.Code, first.Reason, refused);
        }

        if (Comparison.Of(design.Series, controls, design.Change, design.Rows, design.Period) is { } comparison)
            return Measured(design, controls, refused, comparison);
        return new EffectOutcome.Refused(
            EffectRefusals.NoVariation,
            $"{design.Series.Name} was the same in every row before the change, so nothing tells what chance does to it.",
            refused
        );
    }

    private static EffectOutcome.Measured Measured(
        EffectDesign design,
        IReadOnlyList<ObservedSeries> controls,
        IReadOnlyList<ControlRefusal> refused,
        Comparison comparison
    )
    {
        var (series, change, rows) = (design.Series, design.Change, design.Rows);
        var expected = comparison.Expected(design.Confidence);
        var average = Comparison.Minus(series.Mean(change, rows), expected);
        var all = series.Answers(change, rows);
        return new(
            series.Mean(0, change),
            series.Mean(change, rows),
            expected,
            average,
            new(average.Value * all, average.Low * all, average.High * all, average.Probability),
            [.. comparison.Points(design.Confidence)],
            PlaceboDates.Of(design, controls, average.Value),
            comparison.Noise(),
            [.. comparison.Coefficients(controls)],
            refused,
            series.Observed(0, change),
            series.Observed(change, rows)
        );
    }

    private static (string Code, string Reason)? TooFew(EffectDesign design)
    {
        var (series, change, rows) = (design.Series, design.Change, design.Rows);
        var (before, after) = (series.Observed(0, change), series.Observed(change, rows));
        if (before < design.FewestBefore)
            return (EffectRefusals.TooFewBefore, $"{series.Name} has {before} values before the change; at least {design.FewestBefore} are needed.");
        if (after < design.FewestAfter)
            return (EffectRefusals.TooFewAfter, $"{series.Name} has {after} values after the change; at least {design.FewestAfter} are needed.");

        var answers = Math.Min(series.Answers(0, change), series.Answers(change, rows));
        return series.Counts is not null && answers < design.FewestAnswers
            ? (
                EffectRefusals.TooFewAnswers,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{series.Name} has only {answers:0} answers before or after; at least {design.FewestAnswers:0} are needed."
                )
            )
            : null;
    }
}
