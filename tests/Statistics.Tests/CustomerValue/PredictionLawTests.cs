namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>What holds for predictions of any parameters.</summary>
public sealed class PredictionLawTests
{
    public static TheoryData<IPurchaseModel> Models =>
        [
            new BgNbd(0.24, 4.4, 0.79, 2.4),
            new BgNbd(3, 20, 1, 8),
            new BgNbd(0.5, 2, 40, 300),
            new BgNbd(0.5, 2, 1e-4, 0.3),
            new ParetoNbd(0.55, 10.6, 0.6, 11.7),
            new ParetoNbd(2, 1, 1, 2_000),
            new ParetoNbd(0.4, 3_000, 2.5, 1),
            new ParetoNbd(1, 5, 1, 5),
        ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Expected_purchases_rise_with_the_horizon_from_nothing_and_are_finite(IPurchaseModel model)
    {
        foreach (var x in (int[])[0, 1, 2, 10, 130, 1_000])
        {
            var customer = new CustomerSummary(x, x > 0 ? 30 : 0, 39);
            var before = 0.0;
            foreach (var weeks in (double[])[0, 0.1, 1, 10, 100, 1_000])
            {
                var expected = model.Expected(customer, weeks);
                double.IsFinite(expected).ShouldBeTrue($"{model} {x} {weeks}");
                expected.ShouldBeGreaterThanOrEqualTo(before - 1e-9);
                before = expected;
            }

            before.ShouldBeGreaterThan(0);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_longer_the_silence_the_less_likely_a_customer_is_alive(IPurchaseModel model)
    {
        var probabilities = Enumerable.Range(0, 60).Select(silence => model.ProbabilityAlive(new(5, 30, 30 + silence))).ToArray();

        probabilities.ShouldAllBe(one => one >= 0 && one <= 1);
        probabilities.Zip(probabilities.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First);
    }

    // 0 / 0 at a = 1 and s = 1: the value is that of the parameters beside.
    [Fact]
    public void Predictions_have_no_gap_where_a_formula_divides_by_zero()
    {
        var customer = new CustomerSummary(3, 20, 30);

        new BgNbd(0.5, 4, 1, 3).Expected(customer, 20).ShouldBe(new BgNbd(0.5, 4, 1.0001, 3).Expected(customer, 20), 1e-3);
        new BgNbd(0.5, 4, 0.4, 0.6).ExpectedOfNew(20).ShouldBe(new BgNbd(0.5, 4, 0.4, 0.6001).ExpectedOfNew(20), 1e-3);
        new ParetoNbd(0.5, 4, 1, 8).Expected(customer, 20).ShouldBe(new ParetoNbd(0.5, 4, 1.0001, 8).Expected(customer, 20), 1e-3);
    }

    // Both forms of Gauss's function in E[Y] meet where one gives way to the other.
    [Fact]
    public void Expected_purchases_do_not_jump_between_two_forms_of_one_function()
    {
        var customer = new CustomerSummary(2, 20, 30);

        new BgNbd(0.5, 4, 3.4999, 3).Expected(customer, 20).ShouldBe(new BgNbd(0.5, 4, 3.5001, 3).Expected(customer, 20), 1e-3);
    }

    [Fact]
    public void Spend_lies_between_the_customer_s_own_mean_and_that_of_all()
    {
        var model = new GammaGamma(6, 4, 15);

        model.ExpectedSpend(new(0, 0, 10)).ShouldBe(model.PopulationMean);
        model.ExpectedSpend(new(3, 5, 10, 100))!.Value.ShouldBeInRange(30, 100);
        model.ExpectedSpend(new(1_000, 5, 10, 100))!.Value.ShouldBe(100, 0.1);
    }

    [Fact]
    public void Spend_without_a_mean_is_not_told()
    {
        var model = new GammaGamma(2, 0.8, 15);

        model.PopulationMean.ShouldBeNull();
        model.ExpectedSpend(new(0, 0, 10)).ShouldBeNull();
        model.ExpectedSpend(new(2, 5, 10, 40)).ShouldNotBeNull();
    }
}
