using CustomerPerformanceTracker.Statistics.Sequential;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Divergence;

/// <summary>The level the emotional KPI is allowed to have, declared from days that were over before it came into force.</summary>
/// <param name="Value">Low quantile minus drop: the null, 0 to 1, to four decimals.</param>
/// <param name="Quantile">The lower bound of the low quantile of the baseline's levels, 0 to 1.</param>
/// <param name="Drop">The policy's drop, 0 to 1.</param>
/// <param name="From">First day of the baseline.</param>
/// <param name="To">Last day of the baseline, included.</param>
/// <param name="Batches">Days with answers among them.</param>
/// <param name="CadenceDays">Days from one such day to the next, their median.</param>
/// <param name="ArlBatches">The false-alarm rate in batches: the policy's days over the cadence.</param>
public sealed record DeclaredNull(double Value, double Quantile, double Drop, LocalDate From, LocalDate To, int Batches, double CadenceDays, double ArlBatches)
{
    private const int FewestLevels = 4;

    // Below this there is no room to fall.
    private const double Lowest = 0.03;

    /// <summary>
    /// Declares a null from the days of a baseline, or none where they hold too few answers.
    /// </summary>
    /// <remarks>
    /// Days are pooled into levels of at least a week and the least number of answers, so that neither the weekday nor a thin day
    /// counts as a level. The levels' spread is split into counting error and true variance tau² (method of moments: DerSimonian and
    /// Laird 1986, Controlled Clinical Trials 7, 177-188); levels are drawn to the mean by the true share of their spread, their
    /// quantile is taken, and 1.645 standard errors of the mean are subtracted, so a short baseline declares a lower null.
    /// </remarks>
    internal static DeclaredNull? Declare(IReadOnlyList<DayBatch> days, Policy policy)
    {
        DayBatch[] answered = [.. days.Where(day => day.Answers > 0)];
        if (answered.Length < 2)
            return null;

        var cadence = Cadence.Of(answered);
        Level[] levels = [.. Level.Pool(answered.Select(day => (day.Day, day.Score, day.Answers)), cadence, policy.MinimumAnswers)];
        if (levels.Length < FewestLevels)
            return null;

        var quantile = Level.LowQuantile(levels, policy.Baseline.Quantile);
        var value = Math.Min(0.999, Math.Floor((quantile - policy.Emotion.Drop / 100) * 10_000) / 10_000);
        return value < Lowest
            ? null
            : new(
                value, quantile, policy.Emotion.Drop / 100, answered[0].Day, days[^1].Day, answered.Length, cadence,
                Math.Max(2, policy.FalseAlarmDays / cadence));
    }

    /// <summary>The test for a fall below this null. Changes of a point or more are looked for.</summary>
    internal EDetectorDesign Design() =>
        EDetectorDesign.Bernoulli(Value, Math.Min(0.01, Value / 3), 0.9 * Value, ArlBatches, Direction.Falling);
}
