namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>Whether a control can tell what would have happened: it must be there before and after, vary, and not break itself at about that time.</summary>
internal static class ControlCheck
{
    private const double Surely = 0.9;
    private const double OwnConfidence = 0.99;
    private const int FewestRows = 5;

    // A control that broke this long before the change, or a quarter of the rows after it, has too few rows of its new level to learn from.
    private const int Nearest = 3;
    private const double Present = 2.0 / 3;

    public static ControlRefusal? Of(ObservedSeries control, EffectDesign design)
    {
        var (change, rows) = (design.Change, design.Rows);
        if (
            control.Observed(0, change) < Math.Max(2, Present * design.Series.Observed(0, change))
            || control.Observed(change, rows) < Present * design.Series.Observed(change, rows)
        )
            return new(control.Name, EffectRefusals.ControlTooThin, $"The control {control.Name} has no value in more than a third of the rows.");
        if (control.Values.Take(change).OfType<double>().Distinct().Take(2).Count() < 2)
            return new(control.Name, EffectRefusals.ControlTooThin, $"The control {control.Name} was the same in every row before the change.");

        var earliest = change - Math.Max(Nearest, (rows - change) / 4);
        int? near = control
            .Suspected(rows, Surely)
            .Where(at => at >= earliest && IsMoreThanWandering(control, at, design))
            .Select(at => (int?)at)
            .FirstOrDefault();
        return near is null
            ? null
            : new(
                control.Name,
                EffectRefusals.ControlChanged,
                $"The control {control.Name} itself broke at row {near} (counted from 0), near the change at row {change}, "
                    + "so it does not tell what would have happened without it.",
                near
            );
    }

    // Counts carry their own noise. A bare series that wanders is cut by chance in one of ten, so its break has to stand out from its own level as well.
    private static bool IsMoreThanWandering(ObservedSeries control, int at, EffectDesign design) =>
        control.Counts is not null
        || control.Observed(0, at) < FewestRows
        || Comparison.Of(control, [], at, design.Rows, design.Period)?.Average(OwnConfidence) is not { Low: <= 0, High: >= 0 };
}
