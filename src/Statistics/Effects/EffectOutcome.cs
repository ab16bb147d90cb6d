namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>An effect, or why none is told.</summary>
public abstract record EffectOutcome
{
    private EffectOutcome() { }

    /// <summary>
    /// An estimate, not a cause: what was observed after the change against what the series' own level and its controls had led to expect.
    /// All values in the series' unit; a mean is over rows with a value, by trials where the series is of counts.
    /// </summary>
    /// <param name="Before">Mean of the rows before.</param>
    /// <param name="After">Mean of the rows after.</param>
    /// <param name="Counterfactual">What the mean after would have been, with its interval.</param>
    /// <param name="Average">After less counterfactual.</param>
    /// <param name="Cumulative">The same summed: over the rows with a value, or over all trials (for counts: successes more or less than expected).</param>
    /// <param name="Points">Every row after the change.</param>
    /// <param name="Placebos">The same at dates at which nothing is known to have changed; null where no date before the change leaves enough rows.</param>
    /// <param name="Noise">The most likely variances.</param>
    /// <param name="Coefficients">The controls used, in their order.</param>
    /// <param name="LeftOut">Controls that could not be used.</param>
    /// <param name="RowsBefore">Rows with a value before the change.</param>
    /// <param name="RowsAfter">Rows with a value from the change on.</param>
    public sealed record Measured(
        double Before,
        double After,
        EffectInterval Counterfactual,
        EffectInterval Average,
        EffectInterval Cumulative,
        IReadOnlyList<EffectPoint> Points,
        PlaceboDates? Placebos,
        NoiseEstimate Noise,
        IReadOnlyList<Coefficient> Coefficients,
        IReadOnlyList<ControlRefusal> LeftOut,
        int RowsBefore,
        int RowsAfter
    ) : EffectOutcome;

    /// <summary>No number would be honest: the stable code of <see cref="EffectRefusals"/>, and a sentence for a person.</summary>
    public sealed record Refused(string Code, string Reason, IReadOnlyList<ControlRefusal> LeftOut) : EffectOutcome;
}

/// <summary>A value and its interval, both ends included.</summary>
/// <param name="Probability">Of the quantity having the sign of <paramref name="Value"/>, 0..1, given the model and the data.</param>
public readonly record struct EffectInterval(double Value, double Low, double High, double Probability);

/// <summary>One row after the change: what was observed (null = missing) and what was to be expected of that row, its own noise included.</summary>
public readonly record struct EffectPoint(int Index, double? Observed, double Expected, double Low, double High);

/// <summary>
/// The variances, in squared units of the series, at which the likelihood is greatest: of an average row about the level, and of the level's step from
/// row to row.
/// </summary>
public readonly record struct NoiseEstimate(double Observation, double Level);

/// <summary>How the series moves with a control, in its units for one unit of the control, with its standard deviation.</summary>
public readonly record struct Coefficient(string Control, double Value, double StandardDeviation);

/// <summary>A control that cannot be used, and why; <paramref name="Row"/> is where it broke itself.</summary>
public sealed record ControlRefusal(string Control, string Code, string Reason, int? Row = null);

/// <summary>The stable codes of a refusal.</summary>
public static class EffectRefusals
{
    public const string TooFewBefore = "too_few_before";
    public const string TooFewAfter = "too_few_after";
    public const string TooFewAnswers = "too_few_answers";

    /// <summary>The series never varied before the change, so nothing tells what chance does to it.</summary>
    public const string NoVariation = "no_variation";

    /// <summary>A control broke at about the same time, so it does not tell what would have happened without the change.</summary>
    public const string ControlChanged = "control_changed";

    /// <summary>A control says too little, or always the same, in the rows before the change.</summary>
    public const string ControlTooThin = "control_too_thin";
}
