using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Loop.Teams;

/// <summary>What became of the adjustments of what a team owned: how many came so far, whatever came after it.</summary>
/// <param name="Measured">Those with a measurement, also one whose days are not all over.</param>
/// <param name="Kept">Those whose rule, fixed at the proposal, was met.</param>
/// <param name="Share">
/// The share kept of those measured to the end, which are kept, reverted or inconclusive; null below <see cref="FewestForShare"/>. What is still
/// measured can not be kept yet, so it is not counted against anybody.
/// </param>
public sealed record TeamAdjustments(
    int Proposed,
    int Approved,
    int Rejected,
    int Applied,
    int Measured,
    int Kept,
    int Reverted,
    int Inconclusive,
    Estimate? Share
)
{
    /// <summary>Below so many that are measured to the end there is no share.</summary>
    public const int FewestForShare = 5;

    /// <summary>Those that are measured to the end.</summary>
    public int Judged => Kept + Reverted + Inconclusive;

    public static TeamAdjustments Of(IReadOnlyCollection<Adjustment> adjustments)
    {
        var (kept, judged) = (In(Verdicts.Kept), adjustments.Count(one => one.IsJudged));
        return new(
            adjustments.Count,
            adjustments.Count(one => one.DecidedBy is not null && one.State != AdjustmentStates.Rejected),
            In(AdjustmentStates.Rejected),
            adjustments.Count(one => one.AppliedAt is not null),
            adjustments.Count(one => one.Reading is not null),
            kept,
            In(Verdicts.Reverted),
            In(Verdicts.Inconclusive),
            judged < FewestForShare ? null : Wilson.Interval(kept, judged)
        );

        int In(string state) => adjustments.Count(one => one.State == state);
    }
}
