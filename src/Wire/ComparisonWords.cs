using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The words of documents for what a comparison shows.</summary>
public static class ComparisonWords
{
    /// <summary>Null where no comparison is made.</summary>
    public static string? Of(Verdict? verdict) =>
        verdict switch
        {
            null => null,
            Verdict.Better => "better",
            Verdict.Worse => "worse",
            Verdict.NoDifferenceShown => "no_difference_shown",
            Verdict.Misleading => "misleading",
            _ => throw new UnreachableException(),
        };

    public static string Of(GuardrailState state) =>
        state switch
        {
            GuardrailState.NotShown => "not_shown",
            GuardrailState.Held => "held",
            GuardrailState.Worse => "worse",
            GuardrailState.WorseBeyondMargin => "worse_beyond_margin",
            _ => throw new UnreachableException(),
        };

    public static string Of(Boundary boundary) => boundary is Boundary.DeclaredEnd ? "declared_end" : "anytime";

    public static string Of(BetterWhen when) => when == BetterWhen.Higher ? "higher" : "lower";
}
