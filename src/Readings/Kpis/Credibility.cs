using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>
/// Draws a desirability towards the neutral 0.5 by how little is known: Z d + (1 - Z) / 2 with Z = m / (m + 10), the credibility of m events
/// (Bühlmann 1967, ASTIN Bulletin 4, 199-207).
/// </summary>
/// <remarks>
/// m is the number of answers of a score; otherwise the number of events that the comparison leads to expect, so that no event at all of a hundred
/// expected weighs as much as a hundred: of a rate, the fewer trials of the two windows times the pooled rate; of a count, the mean of both counts; of
/// money and of what is taken over conversions, the mean of both numbers of events. Against a level the expectation is that of the middle between
/// target and floor. So a single refund after none moves an index by next to nothing, and a desirability is never exactly 0 or 1.
/// </remarks>
internal static class Credibility
{
    /// <summary>The events that neutrality is worth: with as many of its own, a KPI speaks for half of its desirability.</summary>
    private const double Neutral = 10;

    public static double Shrink(double desirability, double known) => ((known * desirability) + (Neutral / 2)) / (known + Neutral);

    /// <param name="middle">The level the KPI is expected at where it is held against a target; null where it is held against the window before.</param>
    public static double Known(Kpi kpi, Estimate now, Estimate? before, double? middle) =>
        kpi switch
        {
            { Side: Side.Emotion } => now.N,
            { Unit: KpiUnit.Count } => middle ?? Mean(now.Value, before?.Value),
            { Unit: KpiUnit.Ratio } when kpi.IsOverTrials => Math.Min(now.N, before?.N ?? now.N) * (middle ?? Pooled(now, before)),
            _ => middle is null ? Mean(now.N, before?.N) : now.N,
        };

    private static double Mean(double now, double? before) => before is { } then ? (now + then) / 2 : now;

    private static double Pooled(Estimate now, Estimate? before) =>
        before is { } then ? ((now.Value * now.N) + (then.Value * then.N)) / (now.N + (double)then.N) : now.Value;
}
