using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What an alert's false-alarm rate is about, frozen with it.</summary>
/// <param name="Form">What it rests on.</param>
/// <param name="Level">The baseline's level, 0 to 100.</param>
/// <param name="Margin">One standard error of it, in points, which the null lies lower, beside the drop.</param>
/// <param name="From">First day of the baseline.</param>
/// <param name="To">Last day of the baseline.</param>
/// <param name="Dispersion">Variance of the baseline's days over that of independent answers.</param>
/// <param name="DesignEffect">How many answers of one day count as one, on a day with the baseline's mean number of answers; 1 in the strict form, where a day
/// counts as one.</param>
public sealed record AlertPromise(PromiseForm Form, double Level, double Margin, LocalDate From, LocalDate To, double Dispersion, double DesignEffect)
{
    /// <summary>What the rate counts: it is one in so many of these.</summary>
    public const string Unit = "received days with answers";

    internal static AlertPromise Of(DeclaredNull declared, PromiseForm form) =>
        new(form, declared.Level * 100, declared.Margin * 100, declared.From, declared.To, declared.Effect.Single, declared.Effect.OfMean);

    /// <summary>The stored name of a form, which is that of the policy file.</summary>
    public static string Name(PromiseForm form) => form == PromiseForm.Strict ? "strict" : "deflated";

    /// <summary>What has to hold for the rate to hold, as the end of a sentence about false alarms.</summary>
    /// <param name="kpi">The emotional KPI in words.</param>
    public static string While(PromiseForm form, string kpi) =>
        form == PromiseForm.Strict
            ? $"while each day's mean of {kpi}, given the days before, stays at that level or above, whatever happens within a day"
            : $"while days scatter as in the baseline about a level of {kpi} that stays at that level or above";
}
