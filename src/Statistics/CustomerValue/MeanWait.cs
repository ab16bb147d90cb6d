namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>From where a fit starts.</summary>
internal static class MeanWait
{
    /// <summary>Weeks of age for one repeat purchase, over all customers.</summary>
    /// <exception cref="ArgumentException">No customer bought again.</exception>
    public static double Of(SummaryRow[] rows)
    {
        var repeats = rows.Sum(row => row.Customers * row.Repeats);
        return repeats > 0
            ? rows.Sum(row => row.Customers * row.Age) / repeats
            : throw new ArgumentException("No customer bought again, so there is nothing to fit a rate of purchases to.", nameof(rows));
    }
}
