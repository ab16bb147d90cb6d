using CustomerPerformanceTracker.Statistics.ChangePoints;
using Breaks = CustomerPerformanceTracker.Statistics.ChangePoints.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

public sealed class CountBreaksTests
{
    private const int Runs = 60;
    private const int Count = 104;

    [Theory]
    [InlineData("binomial", 1001)]
    [InlineData("thin and nearly all agree", 1002)]
    [InlineData("over-dispersed", 1003)]
    [InlineData("dense and over-dispersed", 1004)]
    [InlineData("scores of five values", 1005)]
    public void Counts_without_a_change_break_in_at_most_a_tenth_of_runs(string kind, int seed)
    {
        var draws = new Draws(seed);

        var broken = Enumerable.Range(0, Runs).Count(_ => Breaks.OfCounts(Steady(draws, kind)).Count > 0);

        broken.ShouldBeLessThanOrEqualTo(Runs / 10, $"seed {seed}, {kind}: {broken} of {Runs} runs");
    }

    [Fact]
    public void Dense_counts_that_drift_do_not_shatter()
    {
        const int seed = 1006;
        var draws = new Draws(seed);

        var breaks = Enumerable
            .Range(0, Runs)
            .Sum(_ =>
                Breaks
                    .OfCounts([.. draws.Autocorrelated(Count, 0.8, draws.Gaussian).Select(u => draws.Answers(800, 1 / (1 + Math.Exp(-1.5 - (0.15 * u)))))])
                    .Count
            );

        ((double)breaks / Runs).ShouldBeLessThan(1, $"seed {seed}: {breaks} breaks in {Runs} runs of {Count} points");
    }

    [Theory]
    [InlineData(50, 0.8, 0.68, 0.0, 1007)]
    [InlineData(6, 0.9, 0.55, 0.0, 1008)]
    [InlineData(400, 0.85, 0.7, 0.04, 1009)]
    public void A_true_shift_is_found_and_its_interval_holds_the_date(int trials, double before, double after, double sd, int seed)
    {
        var draws = new Draws(seed);
        var (found, held) = (0, 0);

        for (var run = 0; run < Runs; run++)
        {
            var at = draws.Between(30, 74);
            var breaks = Breaks.OfCounts([.. Enumerable.Range(0, Count).Select(i => draws.Answers(trials, draws.Varying(i < at ? before : after, sd)))]);
            if (breaks.MinBy(b => Math.Abs(b.Index - at)) is not { Direction: Direction.Fall } nearest)
                continue;

            found++;
            held += nearest.From <= at && at <= nearest.To ? 1 : 0;
        }

        found.ShouldBeGreaterThanOrEqualTo(Runs * 95 / 100, $"seed {seed}");
        held.ShouldBeGreaterThanOrEqualTo(found * 90 / 100, $"seed {seed}: {held} of {found}");
    }

    [Fact]
    public void A_break_tells_levels_with_intervals_and_a_probability()
    {
        CountPoint[] points = [.. Enumerable.Repeat(new CountPoint(45, 50), 20), .. Enumerable.Repeat(new CountPoint(30, 50), 20)];

        var only = Breaks.OfCounts(points).ShouldHaveSingleItem();

        only.Index.ShouldBe(20);
        (only.From, only.To).ShouldBe((20, 20));
        only.Probability.ShouldBeGreaterThan(0.99);
        only.Before.Value.ShouldBe(0.9, 1e-9);
        only.After.Value.ShouldBe(0.6, 1e-9);
        only.After.Low.ShouldBeInRange(0.5, 0.6);
        only.After.High.ShouldBeInRange(0.6, 0.7);
        only.Direction.ShouldBe(Direction.Fall);
    }

    [Fact]
    public void Points_without_trials_are_missing_and_keep_their_indices()
    {
        CountPoint[] weekly = [.. Enumerable.Repeat(new CountPoint(45, 50), 20), .. Enumerable.Repeat(new CountPoint(30, 50), 20)];
        CountPoint[] daily = [.. weekly.SelectMany(week => Enumerable.Repeat(default(CountPoint), 6).Append(week))];

        Breaks.OfCounts(daily).ShouldHaveSingleItem().Index.ShouldBe((20 * 7) + 6);
    }

    [Fact]
    public void One_bad_period_is_not_a_break()
    {
        CountPoint[] points = [.. Enumerable.Repeat(new CountPoint(45, 50), 40)];
        points[20] = new(20, 50);

        Breaks.OfCounts(points).ShouldBeEmpty();
    }

    [Fact]
    public void Two_answers_cannot_make_the_break_that_two_dense_points_make()
    {
        CountPoint[] thin = [.. Enumerable.Repeat(new CountPoint(450, 500), 30), .. Enumerable.Repeat(new CountPoint(0, 1), 2)];
        CountPoint[] dense = [.. Enumerable.Repeat(new CountPoint(450, 500), 30), .. Enumerable.Repeat(new CountPoint(200, 500), 2)];

        Breaks.OfCounts(thin).ShouldBeEmpty();
        Breaks.OfCounts(dense).ShouldHaveSingleItem().Index.ShouldBe(30);
    }

    [Fact]
    public void Unanimous_answers_have_no_break()
    {
        Breaks.OfCounts([.. Enumerable.Repeat(new CountPoint(50, 50), 30)]).ShouldBeEmpty();
        Breaks.OfCounts([.. Enumerable.Repeat(new CountPoint(0, 50), 30)]).ShouldBeEmpty();
    }

    [Fact]
    public void No_points_have_no_breaks()
    {
        Breaks.OfCounts([]).ShouldBeEmpty();
        Breaks.OfCounts([.. Enumerable.Repeat(default(CountPoint), 30)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(double.NaN, 10)]
    public void Impossible_counts_are_refused(double successes, double trials)
    {
        Should.Throw<ArgumentException>(() => Breaks.OfCounts([new(successes, trials)]));
    }

    private static CountPoint[] Steady(Draws draws, string kind) =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(_ =>
                    kind switch
                    {
                        "binomial" => draws.Answers(50, 0.8),
                        "thin and nearly all agree" => draws.Answers(draws.Between(0, 7), 0.95),
                        "over-dispersed" => draws.Answers(200, draws.Varying(0.8, 0.05)),
                        "dense and over-dispersed" => draws.Answers(2000, draws.Varying(0.9, 0.03)),
                        _ => Scores(draws, draws.Between(5, 60)),
                    }
                ),
        ];

    private static CountPoint Scores(Draws draws, int trials) =>
        new(Enumerable.Range(0, trials).Sum(_ => Math.Clamp(Math.Round(3 + draws.Gaussian()), 0, 4) / 4), trials);
}
