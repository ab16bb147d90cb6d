namespace CustomerPerformanceTracker.Statistics.Tests.Teams;

public sealed class PauleMandelTests
{
    [Fact]
    public void Weighted_squares_about_the_mean_are_as_many_as_there_are_means_less_one()
    {
        (double Mean, double Variance)[] means = [(4.5, 0.02), (4.1, 0.05), (3.2, 0.01), (3.9, 0.3)];

        var law = PauleMandel.Of(means);

        law.Variance.ShouldBeGreaterThan(0);
        means.Sum(one => Math.Pow(one.Mean - law.Mean, 2) / (one.Variance + law.Variance)).ShouldBe(3, 1e-9);
        means.Sum(one => (one.Mean - law.Mean) / (one.Variance + law.Variance)).ShouldBe(0, 1e-9);
    }

    [Fact]
    public void With_equal_variances_the_variance_between_is_that_of_the_means_less_their_own()
    {
        var law = PauleMandel.Of([(1, 0.5), (3, 0.5), (5, 0.5)]);

        law.Variance.ShouldBe(4 - 0.5, 1e-9);
        law.Shrunk(5, 0.5).ShouldBe(3 + (3.5 / 4 * 2), 1e-9);
    }

    [Fact]
    public void Means_that_chance_explains_are_all_drawn_to_the_common_one()
    {
        var law = PauleMandel.Of([(4.1, 1), (4.2, 4)]);

        law.Variance.ShouldBe(0);
        law.Shrunk(4.2, 4).ShouldBe(4.12, 1e-12);
    }
}
