using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

public sealed class CostTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    public void The_residual_of_a_mean_is_the_sum_of_its_squared_innovations(double memory)
    {
        Residuals_agree(new(Constant.Mean, memory));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.6)]
    public void The_residual_of_a_line_is_the_sum_of_its_squared_innovations(double memory)
    {
        Residuals_agree(new(Constant.Line, memory));
    }

    [Fact]
    public void A_line_explains_a_line()
    {
        double[] times = [.. Enumerable.Range(0, 50).Select(i => (i / 24.5) - 1)];
        var cost = new SeriesShape(Constant.Line, Memory: 0.5).Cost([.. times.Select(t => 2 + (3 * t))], times, variance: 0.01);

        cost.Residual(0, 50).ShouldBe(0, 1e-8);
        cost.Residual(20, 27).ShouldBe(0, 1e-8);
    }

    [Fact]
    public void Independent_counts_cost_their_binomial_deviance()
    {
        CountPoint[] points = [new(8, 10), new(3, 10), new(40, 80)];
        var cost = new CountNoise(Spread: 1, Dispersion: 0, Memory: 0).Cost(points);

        // 11 of 20, with half a trial more on each side.
        (cost.Of(0, 2) - cost.Price(0, 2)).ShouldBe(-2 * ((11 * Math.Log(11.5 / 21)) + (9 * Math.Log(9.5 / 21))), 1e-9);
    }

    [Fact]
    public void Fewer_than_five_answers_are_no_segment()
    {
        CountPoint[] points = [new(2, 4), new(3, 5)];
        var cost = new CountNoise(Spread: 1, Dispersion: 0, Memory: 0).Cost(points);

        cost.Of(0, 1).ShouldBe(double.PositiveInfinity);
        cost.Of(1, 2).ShouldBeLessThan(100);
    }

    [Fact]
    public void Over_dispersion_makes_a_dense_point_worth_no_more_than_its_inverse()
    {
        var noise = new CountNoise(Spread: 1, Dispersion: 0.01, Memory: 0);

        noise.Worth(1).ShouldBe(1, 0.01);
        noise.Worth(1_000_000).ShouldBe(100, 0.1);
    }

    private static void Residuals_agree(SeriesShape shape)
    {
        var draws = new Draws(11);
        double[] values = [.. Enumerable.Range(0, 40).Select(_ => draws.Gaussian())];
        double[] times = [.. Enumerable.Range(0, 40).Select(i => (i / 19.5) - 1)];
        var cost = shape.Cost(values, times, variance: 0.7);
        var innovations = new double[40];

        cost.Innovations(13, 31, innovations);

        innovations[13..31].Sum(e => e * e).ShouldBe(cost.Residual(13, 31), 1e-9);
    }
}
