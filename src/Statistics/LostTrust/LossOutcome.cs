using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>What customers who felt worse bought less than comparable customers, or why no figure is given.</summary>
public abstract record LossOutcome
{
    private LossOutcome() { }

    /// <summary>
    /// A loss: the whole interval lies above 0. An estimate that rests on what is recorded, not proof of a cause; the strength says how much would have to be
    /// missing from the record.
    /// </summary>
    public sealed record Shown(LossFigures Figures, Strength Strength) : LossOutcome;

    /// <summary>No loss can be shown: 0 lies in the interval or above it. This is never good news.</summary>
    /// <param name="RuledOut">
    /// A loss of more than this, for one customer who felt worse, is ruled out: the upper end of the interval. Null where the whole interval lies below 0:
    /// customers who felt worse bought more, as loyal customers complain more, so the others are not alike and nothing is ruled out.
    /// </param>
    public sealed record NotShown(LossFigures Figures, double? RuledOut) : LossOutcome;

    /// <summary>No number would be honest.</summary>
    public sealed record Refused(LossRefusal Refusal) : LossOutcome;
}

/// <summary>The figures of a loss, in the unit of what was bought.</summary>
/// <param name="Loss">For one customer who felt worse; N is the number of answers compared.</param>
/// <param name="StandardError">Of the loss, above 0.</param>
/// <param name="Freedom">Degrees of freedom of the interval.</param>
/// <param name="Comparable">What comparable customers who did not feel worse bought, on average.</param>
/// <param name="FeltWorse">Customers who felt worse and whose days are over.</param>
/// <param name="Others">Customers who did not, and whose days are over.</param>
/// <param name="EffectiveOthers">How many equally weighted others those are worth.</param>
/// <param name="ExtremeShare">The share of those who felt worse and whose probability to feel worse was above .9.</param>
/// <param name="TooRecentFeltWorse">Customers who felt worse and whose days are not over.</param>
/// <param name="TooRecentOthers">Customers who did not, and whose days are not over.</param>
public sealed record LossFigures(
    Estimate Loss,
    double StandardError,
    double Freedom,
    double Comparable,
    long FeltWorse,
    long Others,
    double EffectiveOthers,
    double ExtremeShare,
    long TooRecentFeltWorse,
    long TooRecentOthers
)
{
    /// <summary>What customers who felt worse bought, on average.</summary>
    public double Bought => Comparable - Loss.Value;
}
