namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>
/// The size that a single amount counts at most. One order of a hundred times the usual size hides what all others show; capped at a quantile of the orders of
/// both arms together, no arm is favoured. The comparison is then of capped amounts.
/// </summary>
/// <param name="Limit">Above 0; infinite where nothing is capped.</param>
public readonly record struct AmountCap(double Limit)
{
    /// <summary>The quantile at which orders are capped.</summary>
    public const double Usual = 0.99;

    public static readonly AmountCap None = new(double.PositiveInfinity);

    /// <summary>
    /// The smallest size that a share of <paramref name="quantile"/> of the amounts does not exceed. Sizes are without sign, so that a refund is capped as its
    /// order is, and amounts of 0 are no orders. No amounts: no cap.
    /// </summary>
    /// <param name="amounts">Amounts of both arms, each of one order, up to the look and not beyond it.</param>
    /// <param name="quantile">Above 0, at most 1.</param>
    public static AmountCap Of(IEnumerable<double> amounts, double quantile = Usual)
    {
        if (!(quantile is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile to cap at lies above 0 and is at most 1.");
        double[] sizes = [.. amounts.Where(amount => amount != 0).Select(Math.Abs).Order()];
        return sizes.Length == 0 ? None : new(sizes[(int)Math.Ceiling(quantile * sizes.Length) - 1]);
    }

    /// <summary>The amount, no further from 0 than the limit.</summary>
    public double Apply(double amount) => Math.Clamp(amount, -Limit, Limit);
}
