namespace CustomerPerformanceTracker.Statistics.Tests.Intervals;

public sealed class ProductTests
{
    [Theory]
    [InlineData(5, 3.7)]
    [InlineData(3, 3)]
    [InlineData(5, 1)]
    [InlineData(-4, 2)]
    [InlineData(5, 0)]
    public void An_interval_holds_the_product_and_errs_to_both_sides(double a, double b)
    {
        var draws = new Draws(3);
        const int Runs = 20_000;

        Estimate[] intervals =
        [
            .. Enumerable
                .Range(0, Runs)
                .Select(_ => Product.Interval((a + draws.Gaussian(), 1), (b + draws.Gaussian(), 1), Confidence.Z(Confidence.Default), 1)),
        ];

        var (above, below) = (intervals.Count(one => one.Low > a * b) / (double)Runs, intervals.Count(one => one.High < a * b) / (double)Runs);
        (above + below).ShouldBeInRange(0.045, 0.056);
        Math.Min(above, below).ShouldBeGreaterThan(0.012);
    }

    [Fact]
    public void A_product_of_what_is_known_is_known() => Product.Interval((3, 0), (2, 0), 1.96, 7).ShouldBe(Estimate.Known(6, 7));

    [Fact]
    public void A_known_factor_scales_the_interval()
    {
        var interval = Product.Interval((10, 0), (2, 0.5), 1.96, 7);

        (interval.Low, interval.High).ShouldBe((20 - 9.8, 20 + 9.8));
    }
}
