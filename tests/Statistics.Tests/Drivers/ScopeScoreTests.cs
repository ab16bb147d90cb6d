namespace CustomerPerformanceTracker.Statistics.Tests.Drivers;

public sealed class ScopeScoreTests
{
    // Rates before .1 in both parts, so that shrinking changes them little: e = 100 and E = 300.
    [Fact]
    public void Score_is_the_likelihood_ratio_of_the_scope_against_the_rest()
    {
        TwoPeriods scope = new(1_000_000, 10_000_000, 160, 1000);
        TwoPeriods rest = new(3_000_000, 30_000_000, 310, 3000);

        var score = ScopeScore.Of(scope, scope + rest, 1);

        score.ShouldBe(160 * Math.Log(1.6) + 310 * Math.Log(310 / 300.0) - 470 * Math.Log(470 / 400.0), 1e-4);
        ScopeScore.Of(scope, scope + rest, 3).ShouldBe(score * 0.85 * 0.85, 1e-12);
    }

    [Fact]
    public void Scope_that_fell_scores_below_nothing() => ScopeScore.Of(new(100, 1000, 40, 1000), new(200, 2000, 140, 2000), 1).ShouldBeLessThan(-5);

    [Fact]
    public void Scope_that_stood_still_while_the_rest_fell_scores_next_to_nothing() =>
        ScopeScore.Of(new(100, 1000, 101, 1000), new(1100, 11_000, 301, 11_000), 1).ShouldBeInRange(0, 0.1);

    [Fact]
    public void Scope_that_rose_as_the_rest_rose_scores_nothing() => ScopeScore.Of(new(100, 1000, 200, 1000), new(200, 2000, 400, 2000), 1).ShouldBe(0, 1e-9);

    // Another mix alone: the scope of the high rate is four times as large.
    [Fact]
    public void Other_sizes_score_nothing() => ScopeScore.Of(new(3000, 10_000, 12_000, 40_000), new(4000, 20_000, 13_000, 50_000), 1).ShouldBe(0, 0.1);

    [Fact]
    public void Whole_is_no_scope() => ScopeScore.Of(new(10, 100, 30, 100), new(10, 100, 30, 100), 1).ShouldBe(0);

    [Fact]
    public void What_may_be_left_out_is_no_larger_than_asked()
    {
        var random = new Random(4);
        for (var turn = 0; turn < 2000; turn++)
        {
            TwoPeriods scope = new(random.Next(50), 100, random.Next(50), 100);
            var whole = scope + new TwoPeriods(random.Next(50), 100, random.Next(50), 100);
            var exact = ScopeScore.Of(scope, whole, 2);
            var least = 10 * random.NextDouble();

            if (Math.Abs(exact) > least)
                ScopeScore.Of(scope, whole, 2, least).ShouldBe(exact);
        }
    }
}
