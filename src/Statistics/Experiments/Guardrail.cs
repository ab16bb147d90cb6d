namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>A second measure that the treatment must not harm, such as trust, and how much worse it may be.</summary>
/// <param name="TightestAt">The customers in both arms at which the guardrail's interval is tightest.</param>
/// <param name="Margin">0 or more, in the unit of the measure.</param>
public sealed record Guardrail(double Margin = 0, BetterWhen BetterWhen = BetterWhen.Higher, double TightestAt = Boundary.Anytime.Usual)
{
    /// <summary>Compares the arms by the guardrail's measure, with an interval of two sides and no end.</summary>
    public GuardrailLook Look(ArmPair arms)
    {
        var design = new ComparisonDesign { Boundary = new Boundary.Anytime(TightestAt), BetterWhen = BetterWhen };
        var outcome = design.Compare(arms);
        return new(arms, outcome, outcome is ComparisonOutcome.Compared { Comparison: var compared } ? State(compared) : GuardrailState.NotShown);
    }

    private GuardrailState State(ArmComparison compared)
    {
        var (low, high) = (compared.Difference.Low, compared.Difference.High);
        var (least, most) = BetterWhen == BetterWhen.Higher ? (low, high) : (-high, -low);
        return most < -Margin ? GuardrailState.WorseBeyondMargin
            : most < 0 ? GuardrailState.Worse
            : least > -Margin ? GuardrailState.Held
            : GuardrailState.NotShown;
    }
}

/// <summary>The guardrail at one look.</summary>
public sealed record GuardrailLook(ArmPair Arms, ComparisonOutcome Outcome, GuardrailState State)
{
    /// <summary>Whether the treatment is surely worse, within the margin or beyond it.</summary>
    public bool IsWorse => State is GuardrailState.Worse or GuardrailState.WorseBeyondMargin;
}

/// <summary>What a guardrail shows.</summary>
public enum GuardrailState
{
    /// <summary>Neither harm nor its absence is shown, which is no good news.</summary>
    NotShown,

    /// <summary>Worse by more than the margin is ruled out.</summary>
    Held,

    /// <summary>Surely worse, and perhaps by no more than the margin.</summary>
    Worse,

    /// <summary>Surely worse by more than the margin.</summary>
    WorseBeyondMargin,
}
