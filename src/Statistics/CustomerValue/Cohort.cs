using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// Customers whose first purchase is of one time. Periods are 30 days long and counted from each customer's own first purchase; a customer is in a period
/// only where the period is over.
/// </summary>
/// <param name="Name">What the cohort is called, such as the month of the first purchase.</param>
/// <param name="Repeated">The share that bought on a second day at all; an interval by Wilson.</param>
/// <param name="Retained">
/// The share that bought in each period after the first, with n; what is left to 1 is the churn of that period. A period that is over for nobody is not there.
/// </param>
public sealed record Cohort(string Name, Estimate Repeated, IReadOnlyList<Estimate> Retained)
{
    /// <summary>Days of a period.</summary>
    public const int PeriodDays = 30;

    /// <summary>Periods that are told at most: a year.</summary>
    public const int MostPeriods = 12;

    /// <summary>Cohorts by their names, in ascending order.</summary>
    /// <param name="customers">Customers who have bought by the end of <paramref name="day"/>.</param>
    /// <param name="nameOf">The name of the cohort that a customer belongs to.</param>
    public static IReadOnlyList<Cohort> Of(IEnumerable<PurchaseHistory> customers, int day, Func<PurchaseHistory, string> nameOf) =>
        [
            .. customers
                .GroupBy(nameOf, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Of(group.Key, [.. group], day)),
        ];

    private static Cohort Of(string name, PurchaseHistory[] customers, int day)
    {
        var retained = Enumerable
            .Range(1, MostPeriods)
            .Select(period => (From: period * PeriodDays, Through: ((period + 1) * PeriodDays) - 1))
            .Select(period => (period.From, period.Through, Over: customers.Where(one => one.First + period.Through <= day).ToArray()))
            .TakeWhile(period => period.Over.Length > 0)
            .Select(period => Share(period.Over, one => one.Between(one.First + period.From - 1, one.First + period.Through).Purchases > 0));
        return new(name, Share(customers, one => one.Between(one.First, day).Purchases > 0), [.. retained]);
    }

    private static Estimate Share(PurchaseHistory[] customers, Func<PurchaseHistory, bool> did) => Wilson.Interval(customers.Count(did), customers.Length);
}
