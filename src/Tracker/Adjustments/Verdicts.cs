using System.Globalization;
using CustomerPerformanceTracker.Tracker.Kpis;

namespace CustomerPerformanceTracker.Tracker.Adjustments;

/// <summary>What the success rule, fixed at the proposal, says of a measurement.</summary>
public static class Verdicts
{
    public const string Kept = "kept";
    public const string Reverted = "reverted";
    public const string Inconclusive = "inconclusive";

    public static AdjustmentEvent.Judged Of(Proposal proposal, EffectReading reading)
    {
        if (reading.Effect is not { } effect)
            return new(Inconclusive, $"{proposal.Kpi} could not be measured: {reading.Refusal?.Reason ?? "there is no effect to be read"}");

        var (low, value, high) = proposal.Expected > 0 ? (effect.Low, effect.Value, effect.High) : (-effect.High, -effect.Value, -effect.Low);
        var told = $"{proposal.Kpi} changed by {Number(effect.Value)} ({Number(effect.Low)} to {Number(effect.High)}), {Number(proposal.Expected)} was expected and {Number(proposal.Success.AtLeast)} asked for";
        if (high < 0)
            return new(Reverted, $"{told}: it went the other way");
        if (GuardBroken(proposal.Success, reading) is { } broken)
            return new(Reverted, $"{told}; but {broken}");
        return low > 0 && value >= proposal.Success.AtLeast ? new(Kept, told)
            : new(Inconclusive, low > 0 ? $"{told}: it helped, but by less" : $"{told}: the interval does not tell it from no change");
    }

    /// <summary>Why the guard is broken: all of its interval lies beyond the loss that was allowed. Null where it is not, or could not be read.</summary>
    private static string? GuardBroken(SuccessRule rule, EffectReading reading)
    {
        if (reading.Beside.FirstOrDefault(beside => beside.Kpi == rule.GuardKpi) is not { Effect: { } effect, Counterfactual: { } expected } guard || expected.Value == 0)
            return null;
        var lessIsBetter = Kpi.Named(guard.Kpi).Better == Better.Lower;
        var (low, high) = (effect.Low / Math.Abs(expected.Value), effect.High / Math.Abs(expected.Value));
        return (lessIsBetter ? low > rule.GuardMostLoss : high < -rule.GuardMostLoss)
            ? $"{guard.Kpi} {(lessIsBetter ? "rose" : "fell")} by {Percent(lessIsBetter ? low : -high)} at least, and {Percent(rule.GuardMostLoss)} was the most that was to be lost"
            : null;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
