using System.Globalization;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>
/// What the success rule, fixed at the proposal, says of a measurement. What is missing never counts as good: a change is kept on figures alone.
/// </summary>
public static class Verdicts
{
    public const string Kept = "kept";
    public const string Reverted = "reverted";
    public const string Inconclusive = "inconclusive";

    public static AdjustmentEvent.Judged Of(Proposal proposal, EffectReading reading)
    {
        var confounded = Confounded(reading.Overlaps);
        if (reading.Effect is not { } effect)
            return new(
                Inconclusive,
                Join($"{proposal.Kpi} could not be measured: {reading.Refusal?.Reason.TrimEnd('.') ?? "there is no effect to be read"}", confounded)
            );

        var (low, value, high) = proposal.Expected > 0 ? (effect.Low, effect.Value, effect.High) : (-effect.High, -effect.Value, -effect.Low);
        var told =
            $"{proposal.Kpi} changed by {Number(effect.Value)} ({Number(effect.Low)} to {Number(effect.High)}), {Number(proposal.Expected)} was expected "
            + $"and {Number(proposal.Success.AtLeast)} asked for";
        if (confounded is not null)
            return new(Inconclusive, Join(told, confounded));
        var guard = GuardOutcome.Of(proposal.Success, reading);
        if (high < 0)
            return new(Reverted, $"{told}: it went the other way");
        if (guard is GuardOutcome.Broken broken)
            return new(Reverted, $"{told}; but {broken.Why}");
        if (guard is GuardOutcome.Unread unread)
            return new(Inconclusive, $"{told}; but the guard {unread.Kpi} could not be read: {unread.Why}");
        return low > 0 && value >= proposal.Success.AtLeast
            ? new(Kept, Join(told, guard?.Why))
            : new(Inconclusive, low > 0 ? $"{told}: it helped, but by less" : $"{told}: the interval does not tell it from no change");
    }

    /// <summary>What becomes of a verdict when another change turns out to have taken effect in the days it was given on.</summary>
    public static AdjustmentEvent.Judged Of(Adjustment judged, Overlap found) =>
        new(Inconclusive, Join($"it was {judged.State}: {judged.Verdict}", Confounded([found]))) { Overlaps = [found] };

    private static string? Confounded(IReadOnlyList<Overlap> overlaps) =>
        overlaps.Count == 0
            ? null
            : "but the same campaign was changed in these days by "
                + string.Join(
                    " and by ",
                    overlaps.Select(other => $"adjustment {other.Adjustment} ({other.AppliedOn:uuuu-MM-dd} to " + $"{other.Through:uuuu-MM-dd})")
                )
                + $", and what the days show is of {(overlaps.Count == 1 ? "both" : "all of them")}";

    private static string Join(string told, string? more) => more is null ? told : $"{told}; {more}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
