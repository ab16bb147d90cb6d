using static CustomerPerformanceTracker.Statistics.Tests.Levels.Courses;

namespace CustomerPerformanceTracker.Statistics.Tests.Levels;

public sealed class LevelEstimateTests(ITestOutputHelper output)
{
    private const int Runs = 400;

    [Fact]
    public void Interval_covers_the_truth_where_days_scatter_by_four_points_at_a_thousand_answers() =>
        Covered(draws => LevelEstimate.Of(Days(draws, 28, 1_000, _ => 0.75, scatter: 0.04), Spread.OfTrials), 0.75).ShouldBeGreaterThan(0.93);

    [Fact]
    public void Interval_covers_the_truth_where_counts_scatter_by_a_fifth() =>
        Covered(
                draws =>
                    LevelEstimate.Of(
                        [.. Enumerable.Range(0, 28).Select(day => Count(day, Math.Max(0, 1_000 * (1 + (0.22 * draws.Gaussian())))))],
                        Spread.OfEvents
                    ),
                1_000
            )
            .ShouldBeGreaterThan(0.93);

    // Four answers of each customer, who are alike at an intraclass correlation of .6, on days drawn at random.
    [Fact]
    public void Interval_covers_the_truth_where_customers_answer_four_times() =>
        Covered(
                draws =>
                {
                    var (yes, days) = (new double[28], new double[28]);
                    var (nn, nk, kk) = (0.0, 0.0, 0.0);
                    for (var customer = 0; customer < 500; customer++)
                    {
                        var own = draws.Uniform() < 0.75 ? 1.0 : 0;
                        var k = 0.0;
                        for (var answer = 0; answer < 4; answer++)
                        {
                            // The same answer as the customer's own with probability √.6, another one otherwise.
                            var x =
                                draws.Uniform() < Math.Sqrt(0.6) ? own
                                : draws.Uniform() < 0.75 ? 1
                                : 0;
                            var day = draws.Between(0, 27);
                            (yes[day], days[day], k) = (yes[day] + x, days[day] + 1, k + x);
                        }

                        (nn, nk, kk) = (nn + 16, nk + (4 * k), kk + (k * k));
                    }

                    var effect = CustomerEffect.OfMean(500, 2_000, nn, yes.Sum(), nk, kk, yes.Sum());
                    return LevelEstimate.Of([.. Enumerable.Range(0, 28).Select(day => Day(day, yes[day], days[day]))], Spread.OfTrials, effect);
                },
                0.75
            )
            .ShouldBeGreaterThan(0.93);

    // Ten customers with one answer, 1, and ten with three, all 0: squares about the mean of .25 are 20 x .5625 by customer and 7.5 by answer.
    [Fact]
    public void Customers_of_unlike_sizes_count_by_their_distance_from_the_mean() =>
        CustomerEffect.OfMean(20, n: 40, nn: 100, k: 10, nk: 10, kk: 10, squares: 10).ShouldBe(11.25 / 7.5 * 20 / 19, 1e-12);

    [Fact]
    public void One_refund_after_none_is_no_sure_rise()
    {
        RatioDay[] none = [.. Enumerable.Range(0, 28).Select(day => Day(day, 0, 10))];
        RatioDay[] one = [.. none.Select((day, i) => i == 5 ? Day(day.Day, 1, 20) : Day(day.Day, 0, 20))];

        LevelComparison.Of(LevelEstimate.Of(one, Spread.OfTrials), LevelEstimate.Of(none, Spread.OfTrials), Spread.OfTrials).PValue.ShouldBeGreaterThan(0.2);
    }

    [Theory]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(4.587, 10, 0.001)]
    [InlineData(1.96, 1_000_000, 0.05)]
    public void Probability_is_students(double t, double freedom, double tails)
    {
        new LevelComparison(t, 1, freedom).PValue.ShouldBe(tails, 0.0005);
        LevelComparison.Quantile(tails, freedom).ShouldBe(t, 0.01);
    }

    [Fact]
    public void Holm_rejects_step_by_step_and_stops_at_the_first_that_holds() =>
        Holm.Rejected([0.04, 0.001, 0.006, 0.005], 0.02).ShouldBe([false, true, true, true]);

    private static RatioDay Count(int day, double events) => new(day, events, 1, events);

    private double Covered(Func<Draws, LevelEstimate> estimate, double truth)
    {
        var draws = new Draws(20_261_128);
        var covered =
            Enumerable
                .Range(0, Runs)
                .Count(_ =>
                {
                    var level = estimate(draws);
                    return Math.Abs(level.Rate - truth) <= LevelComparison.Quantile(0.05, level.Days - 1) * Math.Sqrt(level.Variance);
                }) / (double)Runs;
        output.WriteLine($"covered {covered:F3}");
        return covered;
    }
}
