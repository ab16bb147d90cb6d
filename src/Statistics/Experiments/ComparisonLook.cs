namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>What was to be seen at one look.</summary>
/// <param name="Boundary">The bound that the outcome's interval has.</param>
/// <param name="Guardrail">Null where no guardrail is watched.</param>
public sealed record ComparisonLook(ArmPair Arms, Boundary Boundary, ComparisonOutcome Outcome, GuardrailLook? Guardrail)
{
    /// <summary>The verdict; a gain is no win while the guardrail is surely worse. Null where no comparison is made.</summary>
    public Verdict? Verdict =>
        Outcome is not ComparisonOutcome.Compared { Comparison.Verdict: var verdict } ? null
        : verdict == Experiments.Verdict.Better && Guardrail is { IsWorse: true } ? Experiments.Verdict.Misleading
        : verdict;
}
