namespace CustomerPerformanceTracker.Statistics.Tests.Mix;

public sealed class MixContrastTests
{
    [Fact]
    public void Mix_and_rate_are_those_of_Kitagawa_and_add_up_to_the_change()
    {
        var random = new Random(11);
        for (var draw = 0; draw < 100; draw++)
        {
            StratumDay[] days = [.. Drawn(random, strata: random.Next(2, 9), days: 10, _ => (random.NextDouble(), random.Next(10, 90)))];

            var contrast = MixContrast.Of(days).ShouldNotBeNull();

            var parts = MixAndRate.Of([.. days.GroupBy(day => day.Stratum).Select(Periods)]);
            (contrast.Mix.Value + contrast.Rate.Value).ShouldBe(contrast.After - contrast.Before, 1e-12);
            contrast.Mix.Value.ShouldBe(parts.Mix, 1e-12);
            contrast.Rate.Value.ShouldBe(parts.Rate, 1e-12);
        }
    }

    // Shares .5/.5 to .8/.2 at rates .1 and .3.
    [Fact]
    public void Other_shares_alone_are_mix_and_other_rates_alone_are_rate()
    {
        var shares = MixContrast.Of([.. Even(false, 0, 10, 100), .. Even(false, 1, 30, 100), .. Even(true, 0, 16, 160), .. Even(true, 1, 12, 40)])!;
        var rates = MixContrast.Of([.. Even(false, 0, 10, 100), .. Even(false, 1, 30, 100), .. Even(true, 0, 20, 100), .. Even(true, 1, 60, 100)])!;

        (shares.Mix.Value, shares.Rate.Value).ShouldSatisfyAllConditions(parts => parts.Item1.ShouldBe(-0.06, 1e-12), parts => parts.Item2.ShouldBe(0, 1e-12));
        (rates.Mix.Value, rates.Rate.Value).ShouldSatisfyAllConditions(parts => parts.Item1.ShouldBe(0, 1e-12), parts => parts.Item2.ShouldBe(0.2, 1e-12));
    }

    [Fact]
    public void A_stratum_that_is_new_is_mix_and_those_with_few_trials_are_one()
    {
        StratumDay[] days =
        [
            .. Even(false, 0, 80, 100),
            .. Even(false, 1, 80, 100),
            .. Even(true, 0, 80, 100),
            .. Even(true, 1, 80, 100),
            .. Even(true, 2, 20, 100),
            .. Even(true, 3, 1, 5),
        ];

        var contrast = MixContrast.Of(days).ShouldNotBeNull();

        (contrast.Strata, contrast.Pooled).ShouldBe((3, 2));
        contrast.Rate.Value.ShouldBe(0, 1e-12);
        contrast.Mix.Value.ShouldBe(contrast.After - contrast.Before, 1e-12);
    }

    [Fact]
    public void One_stratum_has_no_mix_and_few_days_no_interval()
    {
        MixContrast.Of([.. Even(false, 0, 80, 100), .. Even(true, 0, 60, 100)]).ShouldBeNull();

        var few = MixContrast.Of([new(false, 0, 0, 5, 20), new(false, 0, 1, 5, 20), new(true, 1, 0, 9, 20), new(true, 1, 1, 9, 20)]);

        few.ShouldNotBeNull().Mix.Interval.ShouldBeNull();
        few.Rate.Interval.ShouldBeNull();
    }

    /// <summary>Days whose mix and rates scatter beyond what independent answers would: the intervals hold the truth as often as they say.</summary>
    [Fact]
    public void Intervals_cover_the_parts_under_days_that_scatter()
    {
        const int Runs = 1_000;
        const int Days = 28;
        var random = new Random(2955);
        var (mix, rate) = (0, 0);
        // Shares .6/.4 to .45/.55, rates .8/.6 to .74/.5: the parts of the expectations.
        var truth = MixAndRate.Of([new(480, 600, 333, 450), new(240, 400, 275, 550)]);

        for (var run = 0; run < Runs; run++)
        {
            var contrast = MixContrast.Of([.. Enumerable.Range(0, 2 * Days).SelectMany(day => Scattered(random, day, day >= Days))])!;
            mix += Holds(contrast.Mix, truth.Mix);
            rate += Holds(contrast.Rate, truth.Rate);
        }

        // Five standard errors of 1,000 runs are .034.
        (mix / (double)Runs).ShouldBeInRange(0.92, 0.98);
        (rate / (double)Runs).ShouldBeInRange(0.92, 0.98);
    }

    private static int Holds(ChangePart part, double truth) => part.Interval is { } interval && interval.Low <= truth && truth <= interval.High ? 1 : 0;

    private static IEnumerable<StratumDay> Scattered(Random random, int day, bool after)
    {
        var (share, first, second) = after ? (0.45, 0.74, 0.5) : (0.6, 0.8, 0.6);
        share = Math.Clamp(share + (0.08 * Normal(random)), 0.05, 0.95);
        var moved = 0.05 * Normal(random);
        var n = Enumerable.Range(0, 40).Count(_ => random.NextDouble() < share);
        foreach (var (stratum, trials, p) in ((int, int, double)[])[(0, n, first + moved), (1, 40 - n, second + moved)])
            yield return new(after, day, stratum, Enumerable.Range(0, trials).Count(_ => random.NextDouble() < p), trials);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IEnumerable<StratumDay> Drawn(Random random, int strata, int days, Func<int, (double Rate, int Trials)> draw) =>
        Enumerable
            .Range(0, 2 * days)
            .SelectMany(day =>
                Enumerable
                    .Range(0, strata)
                    .Select(stratum =>
                    {
                        var (rate, trials) = draw(stratum);
                        return new StratumDay(day >= days, day, stratum, Math.Floor(rate * trials), trials + random.Next(0, 3));
                    })
            );

    // Ten days alike.
    private static IEnumerable<StratumDay> Even(bool after, int stratum, double events, double trials) =>
        Enumerable.Range(0, 10).Select(day => new StratumDay(after, after ? 10 + day : day, stratum, events / 10, trials / 10));

    private static TwoPeriods Periods(IEnumerable<StratumDay> days) =>
        days.Aggregate(
            default(TwoPeriods),
            (sum, day) => sum + (day.After ? new TwoPeriods(0, 0, day.Events, day.Trials) : new TwoPeriods(day.Events, day.Trials, 0, 0))
        );
}
