using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Tracker.Tests.Kpis;

public sealed class CredibilityTests
{
    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(1, 0, 0.5)]
    [InlineData(0, 10, 0.25)]
    [InlineData(1, 10, 0.75)]
    [InlineData(0.5, 1_000, 0.5)]
    [InlineData(1, 990, 0.995)]
    public void Ten_events_speak_for_half(double plain, double known, double desirability) => Credibility.Shrink(plain, known).ShouldBe(desirability, 1e-12);

    [Fact]
    public void Rate_is_known_by_the_events_it_leads_to_expect_on_its_thinner_side() =>
        Credibility.Known(Kpi.RefundRate, Wilson.Interval(1, 560), Wilson.Interval(0, 280), middle: null).ShouldBe(280 / 840.0, 1e-12);

    [Fact]
    public void Rate_against_a_level_is_known_by_what_the_level_leads_to_expect() =>
        Credibility.Known(Kpi.ConversionRate, Wilson.Interval(0, 10_000), before: null, middle: 0.03).ShouldBe(300, 1e-9);

    [Fact]
    public void Score_is_known_by_its_answers() => Credibility.Known(Kpi.Trust, new Estimate(70, 60, 80, 25), before: null, middle: 60).ShouldBe(25);

    [Fact]
    public void Count_is_known_by_the_mean_of_both_windows() =>
        Credibility.Known(Kpi.Conversions, Poisson.Count(0), Poisson.Count(50), middle: null).ShouldBe(25);

    [Fact]
    public void Conversions_that_never_came_stay_near_nothing_against_a_level_of_their_own() =>
        new KpiGoal(Kpi.ConversionRate, new Target.Level(0.05, 0.01))
            .Desirability(0, Wilson.Interval(0, 1_000_000), yardstick: null)!
            .Value.ShouldBeInRange(0.04, 0.06);
}
