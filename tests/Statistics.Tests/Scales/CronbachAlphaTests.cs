using CustomerPerformanceTracker.Statistics.Scales;

namespace CustomerPerformanceTracker.Statistics.Tests.Scales;

public sealed class CronbachAlphaTests
{
    // k items that each are one factor and noise of equal variance have alpha = k r / (1 + (k - 1) r) with r = 1/2 (Spearman-Brown).
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void It_is_that_of_the_model_that_made_the_answers(int items)
    {
        var alpha = CronbachAlpha.Of(Drawn(items, 20_000, new Random(1)))!;

        alpha.Interval.Value.ShouldBe(items * 0.5 / (1 + ((items - 1) * 0.5)), 0.01);
        alpha.ItemRest.ShouldAllBe(rest => rest > 0.45);
    }

    // Feldt's interval is exact for normal answers: of 1,000 samples 95 % hold the model's alpha, give or take 3 standard errors.
    [Fact]
    public void Its_interval_holds_the_truth_as_often_as_it_says()
    {
        const double Truth = 3 * 0.5 / 2;
        var random = new Random(1);

        var held = Enumerable
            .Range(0, 1_000)
            .Count(_ => CronbachAlpha.Of(Drawn(3, 40, random))!.Interval is var alpha && alpha.Low <= Truth && alpha.High >= Truth);

        held.ShouldBeInRange(929, 971);
    }

    // By hand: variances 1 and 1 with n - 1 = 31 of 32, covariance of two items that agree in 24 of 32.
    [Fact]
    public void Two_items_by_hand()
    {
        var sums = new ItemSums(2);
        for (var i = 0; i < 32; i++)
            sums.Add([i % 2, i < 8 ? 1 - (i % 2) : i % 2]);

        // Each item is half ones: variance 8 / 31; covariance (12 - 8) / 31; so alpha = 2 (1 - 16 / (16 + 8)).
        CronbachAlpha.Of(sums)!.Interval.Value.ShouldBe(2 / 3.0, 1e-12);
        CronbachAlpha.Of(sums)!.ItemRest.ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void It_is_not_told_of_few_of_one_item_or_of_nobody_who_differs()
    {
        CronbachAlpha.Of(Drawn(3, CronbachAlpha.Least - 1, new Random(1))).ShouldBeNull();
        CronbachAlpha.Of(Drawn(1, 100, new Random(1))).ShouldBeNull();
        var alike = new ItemSums(2);
        for (var i = 0; i < 100; i++)
            alike.Add([0.5, 0.25]);
        CronbachAlpha.Of(alike).ShouldBeNull();
    }

    private static ItemSums Drawn(int items, int respondents, Random random)
    {
        var sums = new ItemSums(items);
        for (var i = 0; i < respondents; i++)
        {
            var factor = Normal(random);
            sums.Add([.. Enumerable.Range(0, items).Select(_ => factor + Normal(random))]);
        }

        return sums;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
