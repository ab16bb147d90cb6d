using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The level the emotional KPI is allowed to have, declared from days that were over before it came into force.</summary>
/// <param name="Value">The null: the baseline's level less margin and drop, 0 to 1, to four decimals.</param>
/// <param name="Level">The baseline's level: the mean of all its answers, 0 to 1.</param>
/// <param name="Margin">One standard error of that level under the design effect: a short baseline declares a lower null.</param>
/// <param name="Drop">The policy's drop, 0 to 1.</param>
/// <param name="From">First day of the baseline.</param>
/// <param name="To">Last day of the baseline, included.</param>
/// <param name="Batches">Days with answers among them.</param>
/// <param name="CadenceDays">Days from one such day to the next, their median.</param>
/// <param name="ArlBatches">The false-alarm rate in batches: the policy's days over the cadence.</param>
/// <param name="Effect">By how much a day's answers are divided, because days scatter and customers answer more than once.</param>
public sealed record DeclaredNull(
    double Value,
    double Level,
    double Margin,
    double Drop,
    LocalDate From,
    LocalDate To,
    int Batches,
    double CadenceDays,
    double ArlBatches,
    DesignEffect Effect
)
{
    private const int FewestBatches = 4;

    // Below this there is no room to fall.
    private const double Lowest = 0.03;

    /// <summary>
    /// The strata of the baseline's answers, under whose mix days are held against this null; null where the campaign's answers are all of one stratum.
    /// </summary>
    public BaselineMix? Mix { get; init; }

    /// <summary>What has to be reached again for a fall below this null to be over: the level less its margin.</summary>
    public double Regained => Level - Margin;

    /// <summary>The least answers that a null is declared from.</summary>
    internal static long FewestAnswers(Policy policy) => FewestBatches * (long)policy.MinimumAnswers;

    /// <summary>Declares a null from the days of a baseline, or none where they hold too few answers.</summary>
    /// <param name="effect">Estimated from days that the caller chose, for a fall among them would pass for scatter.</param>
    internal static DeclaredNull? Declare(UsualDays days, Policy policy, DesignEffect effect)
    {
        var answers = days.Answers;
        if (days.FirstAnswered is not { } first || days.Batches < FewestBatches || answers < FewestAnswers(policy))
            return null;

        var (cadence, drop) = (days.Cadence, policy.Emotion.Drop / 100);
        var level = (days.Score + 0.5) / (answers + 1);
        var margin = Math.Sqrt(level * (1 - level) * effect.OfMean / answers);
        var value = Told(level - margin - drop);
        return value < Lowest
            ? null
            : new(value, level, margin, drop, first, days.All[^1].Day, days.Batches, cadence, Math.Max(2, policy.FalseAlarmDays / cadence), effect)
            {
                Mix = days.Mix,
            };
    }

    /// <summary>What this null would be had its baseline's days been answered by the mix of another.</summary>
    internal double ValueUnder(BaselineMix? other, IReadOnlyCollection<(int Stratum, double Sum, double Count)> baseline) =>
        other is null || Mix is null ? Value : Told(Level + other.LevelOf(baseline) - Mix.LevelOf(baseline) - Margin - Drop);

    // To four decimals.
    private static double Told(double value) => Math.Min(0.999, Math.Floor(value * 10_000) / 10_000);

    /// <summary>The test for a fall below this null. Changes of a point or more are looked for.</summary>
    internal EDetectorDesign Design(PromiseForm form) => KnownDesigns.Of(Value, ArlBatches, form);

    /// <summary>The days that have to be back before a fall is over: a quarter baseline, two beats of the stream at least.</summary>
    public int BackDays(int baselineDays) => Math.Max(baselineDays / 4, (int)Math.Ceiling(2 * CadenceDays));
}
