using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class ArmSumsTests
{
    [Fact]
    public void Sums_that_grow_customer_by_customer_are_the_sums_of_the_end()
    {
        CustomerSum[] customers = [new(3), new(0), new(7)];
        var grown = customers.Aggregate(default(ArmSums), (arm, _) => arm.With(new CustomerSum(0)));

        foreach (var customer in customers)
            grown = grown.With(new CustomerSum(0), new CustomerSum(2)).With(new CustomerSum(2), customer);

        grown.ShouldBe(ArmSums.OfValues(3, 10, 58));
        grown.Mean.ShouldBe(10.0 / 3, 1e-15);
        grown.SquaredError.ShouldBe((58 - (100.0 / 3)) / 2 / 3, 1e-12);
    }

    [Fact]
    public void A_share_varies_as_its_mean_says()
    {
        var arm = ArmSums.OfShare(400, 100);

        arm.Mean.ShouldBe(0.25);
        arm.SquaredError.ShouldBe(0.25 * 0.75 / 400, 1e-15);
    }

    // Two customers with 5 of 10 and 1 of 2 have the rate of each: their rates do not vary, whatever their trials.
    [Fact]
    public void A_rate_of_customers_with_trials_varies_as_their_rates_do()
    {
        var alike = default(ArmSums).With(new CustomerSum(5, 10)).With(new CustomerSum(1, 2));
        var apart = default(ArmSums).With(new CustomerSum(9, 10)).With(new CustomerSum(0, 2));

        (alike.Mean, alike.SquaredError).ShouldBe((0.5, 0));
        apart.Mean.ShouldBe(0.75);
        // Residuals 9 - 7.5 and 0 - 1.5; six trials a customer.
        apart.SquaredError.ShouldBe((2.25 + 2.25) / 1 / (2 * 36.0), 1e-12);
    }

    [Fact]
    public void Customers_who_each_do_the_same_several_times_count_as_one_each()
    {
        var independent = ArmSums.OfShare(400, 100);
        var repeated = Enumerable.Range(0, 100).Aggregate(default(ArmSums), (arm, i) => arm.With(new CustomerSum(i < 25 ? 4 : 0, 4)));

        repeated.Mean.ShouldBe(independent.Mean);
        (repeated.SquaredError / independent.SquaredError).ShouldBe(4, 0.05);
    }

    [Fact]
    public void Arms_add_up()
    {
        var (a, b) = (default(ArmSums).With(new CustomerSum(2, 3)), default(ArmSums).With(new CustomerSum(5, 7)));

        (a + b).ShouldBe(a.With(new CustomerSum(5, 7)));
    }

    [Fact]
    public void A_small_arm_takes_the_variance_of_both()
    {
        var (large, small) = (ArmSums.OfShare(1_000, 100), ArmSums.OfShare(100, 2));

        var lopsided = new ArmPair(large, small).SquaredErrors;
        var even = new ArmPair(large, ArmSums.OfShare(500, 10)).SquaredErrors;

        var pooled = 102.0 / 1_100;
        lopsided.Treatment.ShouldBe(pooled * (1 - pooled) / 100, 1e-12);
        lopsided.Control.ShouldBe(large.SquaredError);
        even.Treatment.ShouldBe(0.02 * 0.98 / 500, 1e-12);
    }
}
