using System.Diagnostics;
using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Effects;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>
/// How the KPI that a change must not cost stood it, by the rule fixed at the proposal. A guard is read whether or not the KPI stack counts it; one that could
/// not be read is <see cref="Unread"/> and never taken for one that held.
/// </summary>
public abstract record GuardOutcome
{
    private GuardOutcome(string kpi, string why) => (Kpi, Why) = (kpi, why);

    public string Kpi { get; }

    /// <summary>The figures, or what is missing, in a sentence without its full stop.</summary>
    public string Why { get; }

    /// <summary>The loss that was allowed is not exceeded with certainty: the interval of the guard's change does not lie beyond it as a whole.</summary>
    public sealed record Held(string Kpi, string Why) : GuardOutcome(Kpi, Why);

    /// <summary>The whole 95 % interval lies beyond the loss that was allowed.</summary>
    public sealed record Broken(string Kpi, string Why) : GuardOutcome(Kpi, Why);

    /// <summary>Nothing tells whether it held.</summary>
    public sealed record Unread(string Kpi, string Why) : GuardOutcome(Kpi, Why);

    /// <summary>The stored and outside name of the outcome.</summary>
    public string Name =>
        this switch
        {
            Held => "held",
            Broken => "broken",
            Unread => "unread",
            _ => throw new UnreachableException(),
        };

    /// <summary>Null where the rule guards nothing.</summary>
    public static GuardOutcome? Of(SuccessRule rule, EffectReading reading)
    {
        if (rule.GuardKpi is not { } kpi)
            return null;
        // A change of the guarded KPI itself is guarded by the reading that tells what it did.
        var guard = reading.Kpi == kpi ? reading : reading.Beside.FirstOrDefault(beside => beside.Kpi == kpi);
        return guard switch
        {
            null => new Unread(kpi, $"{kpi} was not read beside it"),
            { Refusal.Code: EffectRefusals.NoVariation, Before: { } before, After: { } after } when before == after && before != 0 => new Held(
                kpi,
                $"{kpi} was {Number(before)} on every day before the change and after it"
            ),
            { Refusal: { } refusal } => new Unread(kpi, refusal.Reason.TrimEnd('.')),
            { Effect: { } effect } when !double.IsFinite(effect.Low + effect.High) => new Unread(kpi, $"the interval of {kpi} has no end"),
            { Effect: { } effect, Counterfactual: { Value: not 0 } expected } => Read(rule, kpi, effect, Math.Abs(expected.Value)),
            { Effect: not null, Counterfactual: not null } => new Unread(kpi, $"nothing of {kpi} was to be expected, and of nothing no share can be lost"),
            _ => new Unread(kpi, $"{kpi} has no effect to be read"),
        };
    }

    private static GuardOutcome Read(SuccessRule rule, string kpi, Effect effect, double expected)
    {
        var lessIsBetter = Kpis.Kpi.Named(kpi).Better == Better.Lower;
        var (low, high) = (effect.Low / expected, effect.High / expected);
        if (lessIsBetter ? low > rule.GuardMostLoss : high < -rule.GuardMostLoss)
            return new Broken(
                kpi,
                $"{kpi} {(lessIsBetter ? "rose" : "fell")} by {Percent(lessIsBetter ? low : -high)} at least, and {Percent(rule.GuardMostLoss)} was the "
                    + "most that was to be lost"
            );
        return new Held(
            kpi,
            $"{kpi} changed by {Percent(effect.Value / expected)} ({Percent(low)} to {Percent(high)}), and {Percent(rule.GuardMostLoss)} was the most that "
                + "was to be lost"
        );
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
