namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

public sealed class CohortTests
{
    [Fact]
    public void A_period_counts_only_customers_for_whom_it_is_over()
    {
        PurchaseHistory[] customers = [Bought(0, 35), Bought(0), Bought(40, 75), Bought(90)];

        var cohort = Cohort.Of(customers, 100, _ => "all").ShouldHaveSingleItem();

        cohort.Repeated.ShouldSatisfyAllConditions(share => share.Value.ShouldBe(0.5), share => share.N.ShouldBe(4));
        cohort.Retained.Select(period => (period.Value, period.N)).ShouldBe([(2 / 3.0, 3L), (0.0, 2L)]);
    }

    [Fact]
    public void Cohorts_are_apart_by_name_in_order()
    {
        PurchaseHistory[] customers = [Bought(40), Bought(3, 4), Bought(5)];

        var cohorts = Cohort.Of(customers, 60, one => one.First < 30 ? "a" : "b");

        cohorts.Select(cohort => (cohort.Name, cohort.Repeated.Value, cohort.Repeated.N)).ShouldBe([("a", 0.5, 2L), ("b", 0.0, 1L)]);
    }

    private static PurchaseHistory Bought(params int[] days) => PurchaseHistory.Of(days.Select(day => new PurchaseDay(day, 1)));
}
