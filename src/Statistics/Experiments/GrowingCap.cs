namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>The cap of amounts that come piece by piece: after each piece that of <see cref="AmountCap.Of"/> for all amounts so far.</summary>
/// <param name="quantile">Above 0, at most 1.</param>
public sealed class GrowingCap(double quantile = AmountCap.Usual)
{
    private readonly SortedDictionary<double, long> sizes = new(Comparer<double>.Create((one, other) => other.CompareTo(one)));
    private long count;

    public AmountCap Cap { get; private set; } = AmountCap.None;

    /// <summary>How many amounts are larger than the cap.</summary>
    public long Capped { get; private set; }

    /// <param name="amounts">Amounts, and how often each of them came. Amounts of 0 are no orders.</param>
    public void Add(IEnumerable<(double Amount, long Times)> amounts)
    {
        foreach (var (amount, times) in amounts.Where(one => one.Amount != 0))
        {
            var size = Math.Abs(amount);
            sizes[size] = sizes.GetValueOrDefault(size) + times;
            count += times;
        }

        // From the largest size down: few lie above the quantile.
        var (above, most) = (0L, count - (long)Math.Ceiling(quantile * count));
        foreach (var (size, times) in sizes)
        {
            if (above + times > most)
            {
                (Cap, Capped) = (new(size), above);
                return;
            }

            above += times;
        }
    }
}
