namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// What the ranker knows of customers as of the end of a day, from nothing later. Every feature is standardised over the customers of that day, so that weights
/// learned as of an earlier day, when all customers were younger, hold for a later one.
/// </summary>
internal static class RankerFeatures
{
    public static readonly string[] Names =
    [
        "log_purchases",
        "log_days_since_last",
        "log_days_since_first",
        "log_mean_gap",
        "log_mean_spend",
        "log_last_spend",
        "has_repeated",
    ];

    /// <summary>A row for each customer; every one has bought by that day.</summary>
    public static double[][] AsOf(IReadOnlyList<PurchaseHistory> customers, int day)
    {
        var rows = Plain(customers, day);
        for (var j = 0; j < Names.Length; j++)
            Standardise(rows, j);
        return rows;
    }

    /// <summary>The same rows as they are, so that a probability learned as of one day is one as of another.</summary>
    public static double[][] Plain(IReadOnlyList<PurchaseHistory> customers, int day)
    {
        var rows = new double[customers.Count][];
        var money = MeanSpend(customers, day);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Row(customers[i].Through(day), day, money);
        return rows;
    }

    // Money counts in mean purchases, whatever the currency. The gap of a customer who bought once is at least as long as the days since.
    private static double[] Row(ReadOnlySpan<PurchaseDay> days, int day, double money)
    {
        var (repeats, since, age) = (days.Length - 1, day - days[^1].Day, day - days[0].Day);
        var spend = 0.0;
        foreach (var one in days)
            spend += one.Amount;
        return
        [
            Math.Log(days.Length),
            Math.Log(1 + since),
            Math.Log(1 + age),
            Math.Log(1 + (repeats > 0 ? (double)(age - since) / repeats : age)),
            Math.Log(1 + (spend / days.Length / money)),
            Math.Log(1 + (days[^1].Amount / money)),
            repeats > 0 ? 1 : 0,
        ];
    }

    // 1 where no purchase has any money, so that nothing is divided by zero.
    private static double MeanSpend(IReadOnlyList<PurchaseHistory> customers, int day)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var one in customers)
        {
            foreach (var bought in one.Through(day))
                (sum, count) = (sum + bought.Amount, count + 1);
        }

        return sum > 0 ? sum / count : 1;
    }

    private static void Standardise(double[][] rows, int j)
    {
        const double Constant = 1e-9;
        var mean = rows.Average(row => row[j]);
        var deviation = Math.Sqrt(rows.Average(row => (row[j] - mean) * (row[j] - mean)));
        foreach (var row in rows)
            row[j] = deviation > Constant ? (row[j] - mean) / deviation : 0;
    }
}
