using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>An answer on its scale as basis points: round((score - min) / (max - min) * 10,000), halves to even, computed exactly.</summary>
internal static class Score
{
    public static int BasisPoints(Fraction score, Fraction min, Fraction max) => (int)((score - min) * Signal.MaxScore / (max - min)).RoundHalfToEven();
}
