namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A customer's recency, frequency and money, each as a fifth of all customers from 1 (worst) to 5 (best).</summary>
public readonly record struct Rfm(int Recency, int Frequency, int Money);

/// <summary>Fifths of customers by rank. Customers of equal value share the mean of their ranks and so one fifth; fifths are then of unequal size.</summary>
public static class Quintiles
{
    public const int Count = 5;

    /// <summary>The fifth of each value, 5 for the highest.</summary>
    public static int[] Of(IReadOnlyList<double> values) => [.. Ranking.Ranks(values).Select(rank => (int)Math.Ceiling(Count * (rank - 0.5) / values.Count))];

    /// <summary>
    /// The fifths of customers as of the end of a day by which each has bought: by the day of the last purchase, the number of days with a purchase, and the
    /// money of all.
    /// </summary>
    public static Rfm[] Of(IReadOnlyList<PurchaseHistory> customers, int day)
    {
        int[] By(Func<PurchaseHistory, double> value) => Of([.. customers.Select(value)]);
        var recency = By(one => one.Through(day)[^1].Day);
        var frequency = By(one => one.Through(day).Length);
        var money = By(one => one.Between(one.First - 1, day).Money);
        return [.. recency.Select((fifth, i) => new Rfm(fifth, frequency[i], money[i]))];
    }
}
