using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Scales;

/// <summary>
/// How far the items of a scale measure one thing: alpha = k / (k - 1) (1 - sum of the items' variances / variance of their sum), of k items (Cronbach 1951,
/// Psychometrika 16(3), 297-334). It is a lower bound of the share of the sum's variance that is no error, and can be below 0 where items run against each
/// other.
/// </summary>
/// <param name="Interval">With the ends of its 95 % interval: (1 - alpha of the population) / (1 - alpha) follows F with (n - 1)(k - 1) and n - 1 degrees of
/// freedom (Feldt 1965, Psychometrika 30(3), 357-370).</param>
/// <param name="ItemRest">For each item, its correlation with the sum of the others; null where one of the two does not vary. One below 0 runs against the
/// others: it may have to be reversed.</param>
public sealed record CronbachAlpha(Estimate Interval, IReadOnlyList<double?> ItemRest)
{
    /// <summary>The least respondents that it is read from: fewer leave an interval that says nothing.</summary>
    public const int Least = 30;

    /// <summary>Null under <see cref="Least"/> respondents, for fewer than two items, and where nobody differs from anybody.</summary>
    public static CronbachAlpha? Of(ItemSums sums)
    {
        var (n, k) = (sums.Respondents, sums.Items);
        if (n < Least || k < 2)
            return null;
        var (items, total) = (Enumerable.Range(0, k).Sum(i => sums.Covariance(i, i)), Total(sums, Enumerable.Range(0, k)));
        if (total <= 0)
            return null;
        var alpha = k / (k - 1.0) * (1 - (items / total));
        return new(new(alpha, Bound(alpha, n, k, 0.975), Bound(alpha, n, k, 0.025), n), [.. Enumerable.Range(0, k).Select(item => Rest(sums, item))]);
    }

    private static double Bound(double alpha, int n, int k, double probability)
    {
        var (over, under) = (n - 1.0, (n - 1.0) * (k - 1.0));
        var x = Beta.Quantile(over / 2, under / 2, probability);
        return 1 - ((1 - alpha) * under * x / (over * (1 - x)));
    }

    private static double? Rest(ItemSums sums, int item)
    {
        int[] others = [.. Enumerable.Range(0, sums.Items).Where(other => other != item)];
        var scale = Math.Sqrt(sums.Covariance(item, item) * Total(sums, others));
        return scale > 0 ? others.Sum(other => sums.Covariance(item, other)) / scale : null;
    }

    private static double Total(ItemSums sums, IEnumerable<int> items)
    {
        int[] all = [.. items];
        return all.Sum(one => all.Sum(other => sums.Covariance(one, other)));
    }
}
