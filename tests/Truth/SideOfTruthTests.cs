using Shouldly;

namespace CustomerPerformanceTracker.Truth;

/// <summary>What a card is held to, on courses whose answer can be counted by hand.</summary>
public sealed class SideOfTruthTests
{
    private const int On = 100;

    [Fact]
    public void Nothing_moved_before_the_change()
    {
        Feeling(-0.1).Over(On - 1).ShouldBe(Movement.Still);
    }

    [Fact]
    public void A_fall_must_be_said_once_the_whole_window_lies_five_points_lower()
    {
        // Day 14 of a fall of 10 points: the mean of 28 days lies 5 lower, 5.6 standard errors of .0088 at 100 answers a day.
        Feeling(-0.1).Over(On + 12).ShouldBe(Movement.SlightlyWorse);
        Feeling(-0.1).Over(On + 13).ShouldBe(Movement.Worse);
    }

    [Fact]
    public void A_fall_that_four_standard_errors_hide_need_not_be_said()
    {
        Feeling(-0.06, answersADay: 100).Over(On + 40).ShouldBe(Movement.Worse);
        Feeling(-0.06, answersADay: 20).Over(On + 40).ShouldBe(Movement.SlightlyWorse);
    }

    [Fact]
    public void Days_that_scatter_hide_a_fall_too()
    {
        (Feeling(-0.06) with { DayVariance = 0.04 * 0.04 }).Over(On + 40).ShouldBe(Movement.Worse);
        (Feeling(-0.06) with { DayVariance = 0.09 * 0.09 }).Over(On + 40).ShouldBe(Movement.SlightlyWorse);
    }

    [Fact]
    public void What_is_repaired_has_not_moved_once_the_window_is_past_it()
    {
        var repaired = Feeling(-0.1) with { Course = new(0.7, -0.1, On, On + 30) };

        repaired.Over(On + 29).ShouldBe(Movement.Worse);
        repaired.Over(On + 30).ShouldBe(Movement.SlightlyWorse);
        repaired.Over(On + 30 + 26).ShouldBe(Movement.SlightlyWorse);
        repaired.Over(On + 30 + 27).ShouldBe(Movement.Still);
    }

    [Fact]
    public void A_gain_is_the_norm_after_84_days_and_open_before()
    {
        Feeling(0.1).Over(On + 27).ShouldBe(Movement.Better);
        Feeling(0.1).Over(On + 28).ShouldBe(Movement.Open);
        Feeling(0.1).Over(On + 84).ShouldBe(Movement.Open);
        Feeling(0.1).Over(On + 85).ShouldBe(Movement.Still);
        (Feeling(0.1) with { Course = new(0.7, 0.1, On, On + 100) }).Over(On + 100).ShouldBe(Movement.Open);
    }

    [Fact]
    public void More_refunds_are_worse()
    {
        (Feeling(0.1) with { HigherIsBetter = false }).Over(On + 27).ShouldBe(Movement.Worse);
        (Feeling(0.1) with { HigherIsBetter = false }).Over(On + 200).ShouldBe(Movement.Worse);
    }

    [Fact]
    public void A_slide_is_measured_from_where_it_began()
    {
        var slide = Feeling(-0.2) with { Course = new(0.7, -0.2, On, Ramp: 200) };

        // Ten points a hundred days: the window's mean lies 5 lower on day 64 (50 days to its middle).
        slide.Over(On + 55).ShouldBe(Movement.SlightlyWorse);
        slide.Over(On + 64).ShouldBe(Movement.Worse);
    }

    private static SideOfTruth Feeling(double change, double answersADay = 100) =>
        new(new Course(0.7, change, On), 0.05, 0.21, DayVariance: 0, answersADay, HigherIsBetter: true);
}
