namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>What a guardrail shows of a measure that the treatment must not harm, such as trust.</summary>
public enum GuardrailState
{
    /// <summary>Neither harm nor the lack of harm is shown: no good news.</summary>
    NotShown,

    /// <summary>Worse by more than the margin is ruled out.</summary>
    Held,

    /// <summary>Surely worse, and perhaps by no more than the margin.</summary>
    Worse,

    /// <summary>Surely worse by more than the margin.</summary>
    WorseBeyondMargin,
}

/// <summary>A second measure of the same arms, compared with an interval of two sides, and how much worse it may be.</summary>
/// <param name="Margin">0 or more, in the unit of the measure.</param>
public readonly record struct Guardrail(ArmComparison Comparison, BetterWhen BetterWhen, double Margin)
{
    public GuardrailState State
    {
        get
        {
            var (least, most) =
                BetterWhen == BetterWhen.Higher
                    ? (Comparison.Difference.Low, Comparison.Difference.High)
                    : (-Comparison.Difference.High, -Comparison.Difference.Low);
            return most < -Margin ? GuardrailState.WorseBeyondMargin
                : most < 0 ? GuardrailState.Worse
                : least > -Margin ? GuardrailState.Held
                : GuardrailState.NotShown;
        }
    }

    /// <summary>The verdict with the guardrail: a gain is no win while the guardrail is surely worse.</summary>
    public Verdict Judge(Verdict verdict) =>
        verdict == Verdict.Better && State is GuardrailState.Worse or GuardrailState.WorseBeyondMargin ? Verdict.Misleading : verdict;
}
