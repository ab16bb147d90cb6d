using FsCheck;
using FsCheck.Fluent;

namespace CustomerPerformanceTracker.Statistics.Tests.Intervals;

public sealed class IntervalLawTests
{
    // FsCheck prints the seed of a failing run; a fixed one makes every run the same.
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(4_207_849_484UL, 1_901_243_177UL).WithMaxTest(1_000);

    private static readonly Arbitrary<(long Part, long Whole)> Shares = Gen.Choose(1, 5_000)
        .SelectMany(whole => Gen.Choose(0, whole).Select(part => ((long)part, (long)whole)))
        .ToArbitrary();

    [Fact]
    public void Every_interval_holds_its_value_and_stays_in_range() =>
        Prop.ForAll(
                Shares,
                share =>
                {
                    var (part, whole) = share;
                    Estimate[] ratios =
                    [
                        Wilson.Interval(part, whole),
                        BoundedMean.Interval(whole, part, part),
                        BoundedMean.Interval(whole, part, (double)part * part / whole),
                        BetaBinomial.Uninformed.Posterior(part, whole).Estimate,
                    ];
                    var score = NetPromoter.Interval(part, whole - part, whole);
                    Estimate[] sizes = [Poisson.Count(part), Poisson.Sum(whole, part, part * 3.0), Poisson.Ratio(part, whole)];

                    return ratios.All(e => e.Low >= 0 && e.High <= 1 && Ordered(e))
                        && score.Low >= -1
                        && score.High <= 1
                        && Ordered(score)
                        && sizes.All(e => e.Low >= 0 && Ordered(e));
                }
            )
            .Check(Seeded);

    [Fact]
    public void One_more_success_raises_both_ends() =>
        Prop.ForAll(
                Shares,
                share =>
                {
                    var (part, whole) = share;
                    var less = Wilson.Interval(part, whole + 1);
                    var more = Wilson.Interval(part + 1, whole + 1);
                    var (fewer, further) = (Poisson.Count(part), Poisson.Count(part + 1));

                    return less.Low < more.Low && less.High < more.High && fewer.Low < further.Low && fewer.High < further.High;
                }
            )
            .Check(Seeded);

    [Fact]
    public void Scores_of_zero_and_one_give_Wilson_to_the_last_digits() =>
        Prop.ForAll(
                Shares,
                share =>
                {
                    var scores = BoundedMean.Interval(share.Whole, share.Part, share.Part);
                    var trials = Wilson.Interval(share.Part, share.Whole);

                    return Math.Abs(scores.Low - trials.Low) < 1e-12 && Math.Abs(scores.High - trials.High) < 1e-12;
                }
            )
            .Check(Seeded);

    [Fact]
    public void Swapping_the_sides_of_a_difference_turns_it_round() =>
        Prop.ForAll(
                Shares,
                Shares,
                (a, b) =>
                {
                    var there = Contrast.Difference(Wilson.Interval(a.Part, a.Whole), Wilson.Interval(b.Part, b.Whole));
                    var back = Contrast.Difference(Wilson.Interval(b.Part, b.Whole), Wilson.Interval(a.Part, a.Whole));

                    return there.Low == -back.High && there.High == -back.Low && there.Low >= -1 && there.High <= 1;
                }
            )
            .Check(Seeded);

    [Fact]
    public void Ratio_to_a_known_figure_divides_the_ends_by_it() =>
        Prop.ForAll(
                Shares,
                share =>
                {
                    var count = Poisson.Count(share.Part);
                    var ratio = Contrast.Ratio(count, Estimate.Known(share.Whole, 1));
                    var inverse = Contrast.Ratio(Estimate.Known(share.Whole, 1), Poisson.Count(share.Part + 1));
                    var next = Poisson.Count(share.Part + 1);

                    return Near(ratio.Low, count.Low / share.Whole)
                        && Near(ratio.High, count.High / share.Whole)
                        && Near(inverse.Low, share.Whole / next.High)
                        && Near(inverse.High, share.Whole / next.Low);
                }
            )
            .Check(Seeded);

    [Fact]
    public void Equal_amounts_sum_to_the_count_times_the_amount() =>
        Prop.ForAll(
                Shares,
                share =>
                {
                    var (events, amount) = share;
                    var sum = Poisson.Sum(events, events * amount, (double)events * amount * amount);
                    var count = Poisson.Count(events).Times(amount);

                    return events == 0 || (Near(sum.Low, count.Low) && Near(sum.High, count.High));
                }
            )
            .Check(Seeded);

    [Theory]
    [InlineData(200)]
    [InlineData(2_000)]
    [InlineData(50_000)]
    public void Closed_form_limits_stay_within_one_part_in_ten_thousand_of_the_exact_ones(long events)
    {
        var closed = Poisson.Count(events);

        // The limits are what leaves 2.5 % on the far side: P(at least k) at the lower end, P(at most k) at the upper one.
        closed.Low.ShouldBe(Gamma.Quantile(events, 0.025, events), 1e-4 * events);
        closed.High.ShouldBe(Gamma.Quantile(events + 1, 0.975, events), 1e-4 * events);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3.7)]
    [InlineData(80)]
    public void Gamma_quantile_undoes_the_law_from_any_guess(double shape)
    {
        double[] probabilities = [0.025, 0.5, 0.975];

        var back = probabilities.SelectMany(p => new[] { 1e-3, 1, 1e3 }.Select(guess => Gamma.Cumulative(shape, Gamma.Quantile(shape, p, guess)) - p));

        back.ShouldAllBe(error => Math.Abs(error) < 1e-9);
    }

    [Fact]
    public void Answers_that_all_agree_keep_an_interval_that_narrows_with_their_number()
    {
        var widths = new[] { 1L, 5, 30, 1_000 }.Select(n => BoundedMean.Interval(n, 0.75 * n, 0.5625 * n)).Select(e => e.High - e.Low).ToArray();

        widths.ShouldBe(widths.OrderDescending());
        widths[1].ShouldBeGreaterThan(0.2);
        widths[^1].ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Groups_that_differ_by_chance_alone_are_drawn_to_the_common_rate()
    {
        (double, double)[] alike = [(20, 100), (21, 100), (19, 100), (20, 100)];
        (double, double)[] apart = [(2, 100), (60, 100), (35, 100), (90, 100)];

        var same = BetaBinomial.Fit(alike);
        var different = BetaBinomial.Fit(apart);

        same.Posterior(0, 4).PriorWeight.ShouldBeGreaterThan(0.98);
        same.Rate.ShouldBe(0.2, 1e-9);
        different.Posterior(0, 4).PriorWeight.ShouldBeLessThan(0.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Groups_all_at_one_end_still_give_a_posterior(long successes)
    {
        var prior = BetaBinomial.Fit([(successes, 40), (successes, 40), (0, 0)]);

        var (estimate, _) = prior.Posterior(successes, 40);

        estimate.Low.ShouldBeLessThan(estimate.Value);
        estimate.High.ShouldBeGreaterThan(estimate.Value);
    }

    [Fact]
    public void One_group_alone_teaches_nothing_about_the_spread()
    {
        var prior = BetaBinomial.Fit([(3, 10), (0, 0)]);

        prior.ShouldBe(BetaBinomial.Uninformed);
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(3, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => NetPromoter.Interval(3, 3, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => BoundedMean.Interval(2, 3, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Poisson.Count(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 2, 1.0));
    }

    private static bool Ordered(Estimate e) => e.Low <= e.Value && e.Value <= e.High;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
