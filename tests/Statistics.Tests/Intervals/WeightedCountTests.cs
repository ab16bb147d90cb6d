namespace CustomerPerformanceTracker.Statistics.Tests.Intervals;

/// <summary>Weighted sums of counts, by the gamma method of Fay and Feuer.</summary>
public sealed class WeightedCountTests
{
    [Theory]
    [InlineData(0, 0.000, 3.689)]
    [InlineData(1, 0.025, 5.572)]
    [InlineData(10, 4.795, 18.390)]
    [InlineData(100, 81.364, 121.627)]
    public void With_equal_weights_the_limits_are_the_exact_ones_of_the_count(long events, double low, double high)
    {
        var estimate = Poisson.Weighted([(0.5, events), (0.5, 0)], 40);

        (estimate.Value, estimate.N).ShouldBe((events / 2.0, 40));
        estimate.Low.ShouldBe(low / 2, 0.0005);
        estimate.High.ShouldBe(high / 2, 0.0005);
    }

    // Their formula, solved by bisection of the incomplete gamma function apart from this code.
    [Theory]
    [InlineData(1, 0.0362501, 0.0906933)]
    [InlineData(2, 0.0289717, 0.1115919)]
    public void With_unequal_weights_the_limits_are_those_of_the_formula(double dispersion, double low, double high)
    {
        var estimate = Poisson.Weighted([(0.5 / 100, 4), (0.5 / 400, 30)], 500, dispersion);

        estimate.Value.ShouldBe(0.0575, 1e-12);
        estimate.Low.ShouldBe(low, 1e-6);
        estimate.High.ShouldBe(high, 1e-6);
    }

    [Fact]
    public void What_is_no_weighted_sum_of_counts_is_an_error()
    {
        Should.Throw<ArgumentException>(() => Poisson.Weighted([], 1));
        Should.Throw<ArgumentException>(() => Poisson.Weighted([(0, 1)], 1));
        Should.Throw<ArgumentException>(() => Poisson.Weighted([(1, -1)], 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Poisson.Weighted([(1, 1)], 1, dispersion: 0));
    }
}
