namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>The models of customers as of a day, how well they told the days after it, and how well they would have told the days before it.</summary>
/// <param name="Models">Fitted to what is known by the end of the day.</param>
/// <param name="Holdout">The models judged on the days after it; null where none are held out.</param>
/// <param name="BackTest">
/// The same models fitted to an earlier day and judged on the days from there to the day; null where the history is shorter than two days.
/// </param>
/// <param name="BackTestRefusals">Models that take no part in the back-test, because less was known at the earlier day.</param>
/// <param name="Rfm">Recency, frequency and money of each customer in fifths, in the order of <paramref name="Customers"/>.</param>
/// <param name="Customers">Customers whose first purchase is not after the day.</param>
public sealed record CustomerValueStudy(
    CustomerModels Models,
    Contest? Holdout,
    Contest? BackTest,
    IReadOnlyList<Refusal> BackTestRefusals,
    IReadOnlyList<Rfm> Rfm,
    IReadOnlyList<PurchaseHistory> Customers
)
{
    /// <summary>Studies customers.</summary>
    /// <param name="histories">Histories in any order, of any time. Customers whose first purchase is after the day are left out.</param>
    /// <param name="day">The last day that the models know.</param>
    /// <param name="holdout">Days after it that are held out, or 0. Nothing before the judgement of the holdout looks at them.</param>
    /// <exception cref="ArgumentException">No customer had bought by the day.</exception>
    public static CustomerValueStudy Of(IEnumerable<PurchaseHistory> histories, int day, int holdout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(holdout);
        PurchaseHistory[] customers = [.. histories.Where(one => one.First <= day)];
        if (customers.Length == 0)
            throw new ArgumentException("No customer had bought by the day of the study.", nameof(histories));

        var half = (day - customers.Min(one => one.First)) / 2;
        var horizon = holdout > 0 ? holdout : Math.Max(1, half);
        var models = CustomerModels.Fit(customers, day, horizon);
        var judged = Math.Min(horizon, half);
        var earlier = judged > 0 ? CustomerModels.Fit(customers, day - judged, judged) : null;
        return new(
            models,
            holdout > 0 ? Contest.Of(models, customers, holdout) : null,
            earlier is null ? null : Contest.Of(earlier, customers, judged),
            earlier?.Refusals ?? [],
            Quintiles.Of(customers, day),
            customers
        );
    }
}
