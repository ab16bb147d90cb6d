namespace CustomerPerformanceTracker.Statistics.Tests.Mix;

public sealed class BaselineMixTests
{
    // Shares .7 and .3, rates .8 and .5, level .71.
    private static readonly BaselineMix Mix = BaselineMix.Of([(1, 560, 700), (2, 150, 300)])!;

    [Fact]
    public void A_day_of_the_same_mix_is_worth_its_answers()
    {
        var (sum, count) = Mix.Read([(1, 42, 70), (2, 9, 30)]);

        count.ShouldBe(100, 1e-9);
        sum.ShouldBe(51, 1e-9);
    }

    // Variance sum q^2 / n = .49 / 20 + .09 / 80.
    [Fact]
    public void A_day_of_another_mix_has_the_baselines_level_and_is_worth_less()
    {
        var (sum, count) = Mix.Read([(1, 16, 20), (2, 40, 80)]);

        (sum / count).ShouldBe(0.71, 1e-12);
        count.ShouldBe(1 / (0.49 / 20 + 0.09 / 80), 1e-9);
    }

    [Fact]
    public void A_stratum_that_is_missing_says_nothing()
    {
        var (sum, count) = Mix.Read([(2, 10, 20)]);

        (sum / count).ShouldBe(0.71, 1e-12);
        count.ShouldBeLessThanOrEqualTo(20);
        Mix.LevelOf([(2, 10, 20)]).ShouldBe(0.71, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_rate_stays_a_rate_whatever_is_missing(int yes)
    {
        foreach (var stratum in new[] { 1, 2 })
        {
            var (sum, count) = Mix.Read([(stratum, yes, 2)]);
            (sum / count).ShouldBeInRange(0, 1);
        }
    }

    // The expectation over both answers is the level: nothing was cut off.
    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(2, 0.5)]
    public void One_answer_leaves_the_level_what_it_is_on_average(int stratum, double rate)
    {
        var ((yes, count), (no, _)) = (Mix.Read([(stratum, 1, 1)]), Mix.Read([(stratum, 0, 1)]));

        ((rate * yes + (1 - rate) * no) / count).ShouldBe(0.71, 1e-12);
    }

    [Fact]
    public void Strata_nobody_knows_are_not_read_and_small_ones_are_one()
    {
        Mix.Read([(9, 5, 10)]).ShouldBe((0, 0));
        Mix.KnownShareOf([(1, 5, 10), (9, 5, 30)]).ShouldBe(0.25, 1e-12);
        BaselineMix.Of([(1, 80, 100), (2, 4, 8), (3, 2, 4)])!.Strata.ShouldBe([new(int.MinValue, 12 / 112.0, 0.5), new(1, 100 / 112.0, 0.8)]);
        BaselineMix.Of(Enumerable.Range(0, 50).Select(i => (i, 5.0, 20.0)))!.Strata.Count.ShouldBe(BaselineMix.Most + 1);
        BaselineMix.Of([]).ShouldBeNull();
    }

    [Fact]
    public void Mixes_of_the_same_strata_are_equal() => BaselineMix.Of([(1, 560, 700), (2, 150, 300)]).ShouldBe(Mix);

    // 30 and 70 of 100 against 50 and 50: chi-square 200 (30 x 50 - 70 x 50)^2 / (100 x 100 x 80 x 120) = 8.333, exceeded with a probability of .0039.
    [Fact]
    public void A_mix_is_tested_by_chi_square()
    {
        MixTest.Probability([(1, 30), (2, 70)], [(1, 50), (2, 50)], effect: 1).ShouldBe(0.00389, 0.00001);
        MixTest.Probability([(1, 30), (2, 70)], [(1, 50), (2, 50)], effect: 4).ShouldBeGreaterThan(0.1);
        MixTest.Probability([(1, 30)], [(1, 50)], effect: 1).ShouldBe(1);
    }
}
