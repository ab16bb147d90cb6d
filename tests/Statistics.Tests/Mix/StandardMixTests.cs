namespace CustomerPerformanceTracker.Statistics.Tests.Mix;

public sealed class StandardMixTests
{
    private static readonly StandardMix Mix = StandardMix.Of([(1, 700), (2, 300)]);

    // 80 of 100 in the one stratum and 50 of 100 in the other: .7 x .8 + .3 x .5.
    [Fact]
    public void Rate_is_that_of_the_baselines_mix() => Mix.Rate([(1, 160, 200), (2, 400, 800)])!.Value.ShouldBe(0.71, 1e-12);

    [Fact]
    public void Weights_give_the_strata_the_baselines_shares_and_keep_the_number_of_trials()
    {
        var weights = Mix.Weights([(1, 200), (2, 800)]);

        (weights(1) * 200).ShouldBe(700, 1e-9);
        (weights(2) * 800).ShouldBe(300, 1e-9);
    }

    [Fact]
    public void Strata_too_small_or_unknown_are_one()
    {
        var mix = StandardMix.Of([(1, 100), (2, 6), (3, 9)]);

        mix.Rate([(1, 50, 100), (3, 2, 4), (9, 4, 6)])!.Value.ShouldBe((100 * 0.5 + 15 * 0.6) / 115, 1e-12);
    }

    [Fact]
    public void Period_that_lacks_a_stratum_is_read_under_the_others() => Mix.Rate([(2, 30, 100)])!.Value.ShouldBe(0.3, 1e-12);

    [Fact]
    public void Handful_of_answers_speaks_for_no_more_than_ten_times_as_many() => Mix.Weights([(1, 1), (2, 999)])(1).ShouldBeLessThan(40);

    [Fact]
    public void Nothing_to_standardise_over_changes_nothing() => StandardMix.Of([(1, 500)]).HasStrata.ShouldBeFalse();
}
