using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>How who answered changed with the onset of a divergence.</summary>
/// <param name="Ratio">Answers on a day with answers since the onset, over those on one before it, of a year at most.</param>
/// <param name="MixMoved">Whether the mix of segments, channels and touchpoints surely differs from that of those days: 1 in 1,000 by chance.</param>
/// <param name="Plain">The mean of the answers since the onset as they came, 0 to 1.</param>
public sealed record AnswerersSince(double Ratio, bool MixMoved, double Plain)
{
    private const double ByChance = 0.001;

    /// <summary>Null where no answers came before.</summary>
    internal static AnswerersSince? Of(IReadOnlyList<DayBatch> before, IReadOnlyList<DayBatch> since, DesignEffect effect)
    {
        var (usual, now) = (ADay(before), ADay(since));
        return usual <= 0 || now <= 0
            ? null
            : new(
                now / usual,
                MixTest.Probability(Mix(before), Mix(since), effect.OfMean) < ByChance,
                since.Sum(day => day.Score) / since.Sum(day => day.Answers)
            );
    }

    private static double ADay(IReadOnlyList<DayBatch> days) => days.Sum(day => day.Answers) / (double)Math.Max(1, days.Count(day => day.Answers > 0));

    private static IEnumerable<(int Stratum, double Count)> Mix(IReadOnlyList<DayBatch> days) =>
        days.SelectMany(day => day.Parts).Select(part => (part.Stratum, part.Count));
}
