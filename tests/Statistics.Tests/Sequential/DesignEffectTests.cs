using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

public sealed class DesignEffectTests
{
    [Fact]
    public void Dispersion_and_its_upper_end_are_those_of_the_formulas()
    {
        // Ten days of 20 answers, 8 and 12 in turn: sum (k - n p)^2 / n = 10 * 4 / 20 = 2, over p (1 - p) (D - 1) = 0.25 * 9.
        var effect = DesignEffect.Of(Enumerable.Range(0, 10).Select(day => ((long)day, day % 2 == 0 ? 8.0 : 12.0, 20.0)));

        effect.Single.ShouldBe(2 / (0.25 * 9), 1e-4);
        // The lower 5 % point of chi-square with 9 degrees of freedom is 3.325113.
        effect.SingleUpper.ShouldBe(effect.Single * 9 / 3.325113, 1e-5);
        effect.Rho.ShouldBe((effect.SingleUpper - 1) / 19, 1e-12);
        effect.OfMean.ShouldBe(effect.SingleUpper, 1e-12);
        (effect.Batches, effect.MeanCount, effect.Weeks, effect.Months).ShouldBe((10, 20, null, null));
    }

    [Fact]
    public void A_batch_counts_for_one_plus_its_other_answers_times_rho()
    {
        var effect = DesignEffect.None with { Rho = 0.02 };

        effect.Of(1).ShouldBe(1);
        effect.Of(51).ShouldBe(2, 1e-12);
        effect.Of(0).ShouldBe(1);
        effect.Deflate(40, 51).ShouldBe((20, 25.5));
    }

    [Theory]
    [InlineData(0.00, 1.0, 1.25)]
    [InlineData(0.04, 1.6, 2.6)]
    [InlineData(0.08, 3.8, 6.5)]
    public void Days_that_scatter_have_the_effect_of_their_variance(double spread, double least, double most)
    {
        var effects = Simulated(40, random => ScatteredRows.Days(random, 365, spread, _ => 0.78), effect => effect.SingleUpper);

        effects.Min().ShouldBeGreaterThanOrEqualTo(least - 0.2);
        effects.Average().ShouldBeInRange(least, most);
    }

    [Fact]
    public void Customers_who_answer_four_times_alike_have_the_effect_of_their_correlation()
    {
        // 1 + (4 - 1) * 0.3 = 1.9 within a customer.
        Simulated(40, random => ScatteredRows.Repeats(random, 365, 0.3, _ => 0.78), effect => effect.Single).Average().ShouldBe(1.9, 0.1);
    }

    [Fact]
    public void What_lasts_longer_than_a_day_is_seen_by_blocks()
    {
        // Weeks that are good or bad as a whole: the days of one are alike, so their sums scatter more than single days do.
        var effect = DesignEffect.Of(Enumerable.Range(0, 364).Select(day => ((long)day, day / 7 % 2 == 0 ? 80.0 : 76.0, 100.0)));

        effect.Weeks!.Value.ShouldBeGreaterThan(1.5);
        effect.Single.ShouldBeLessThan(1);
        effect.OfMean.ShouldBe(effect.Weeks.Value, 1e-9);
    }

    [Fact]
    public void A_level_that_moved_once_is_not_taken_for_scatter_of_months()
    {
        var moved = Simulated(20, random => ScatteredRows.Days(random, 364, 0, day => day < 182 ? 0.78 : 0.83), effect => effect.OfMean);
        var steady = Simulated(20, random => ScatteredRows.Days(random, 364, 0, _ => 0.78), effect => effect.OfMean);

        moved.Average().ShouldBeLessThan(3 * steady.Average());
    }

    [Fact]
    public void Without_two_answers_in_a_batch_nothing_is_estimated()
    {
        DesignEffect.Of([]).ShouldBe(DesignEffect.None);
        DesignEffect.Of([(0, 1, 1), (1, 0, 1), (2, 1, 1)]).ShouldBe(DesignEffect.None);
        DesignEffect.Of([(0, 0, 0), (1, 30, 40)]).ShouldBe(DesignEffect.None);
    }

    private static double[] Simulated(int runs, Func<Random, (double Sum, double Count)[]> rows, Func<DesignEffect, double> figure) =>
        [.. Enumerable.Range(0, runs).Select(seed => figure(DesignEffect.Of(rows(new Random(seed)).Select((row, day) => ((long)day, row.Sum, row.Count)))))];
}
