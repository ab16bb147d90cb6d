using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The second half of a `rising` policy: the null that the logic KPI has not risen, and how a day is fed to its test.</summary>
/// <remarks>
/// A share is tested against the high quantile of the baseline's levels, raised by the tolerance. A count has no trials, so its days are:
/// a day is a success when its count exceeds the high quantile of the baseline's days, raised by the tolerance, and the null allows that to
/// happen on twice the quantile's share of days, which leaves room for the quantile being an estimate.
/// </remarks>
internal sealed record RisingTest(double Null, double? Ceiling)
{
    public static RisingTest? Of(IReadOnlyList<DayBatch> days, Policy policy)
    {
        DayBatch[] active = [.. days.Where(day => day.LogicTrials > 0 || day.LogicSuccesses != 0)];
        if (active.Length < 4)
            return null;

        var raise = 1 + policy.Logic.Tolerance;
        if (active.All(day => day.LogicTrials == 0))
        {
            var ceiling = Level.Quantile([.. active.Select(day => (double)day.LogicSuccesses)], 1 - policy.Baseline.Quantile) * raise;
            return new(Math.Clamp(2 * policy.Baseline.Quantile, 0.05, 0.9), ceiling);
        }

        var failures = active.Select(day => (day.Day, (double)(day.LogicTrials - day.LogicSuccesses), day.LogicTrials));
        Level[] levels = [.. Level.Pool(failures, Cadence.Of(active), policy.MinimumAnswers)];
        var share = levels.Length < 4 ? 1 : (1 - Level.LowQuantile(levels, policy.Baseline.Quantile)) * raise;
        return share < 0.97 ? new(Math.Ceiling(share * 10_000) / 10_000, null) : null;
    }

    public EDetectorDesign Design(double averageRunLength) =>
        EDetectorDesign.Bernoulli(Null, Math.Min(0.01, Math.Min(Null, 1 - Null) / 3), 0.9 * (1 - Null), averageRunLength, Direction.Rising);

    public (double Sum, double Count) Feed(DayBatch day) =>
        Ceiling is { } ceiling ? ((double)day.LogicSuccesses > ceiling ? 1 : 0, 1) : ((double)day.LogicSuccesses, day.LogicTrials);
}
