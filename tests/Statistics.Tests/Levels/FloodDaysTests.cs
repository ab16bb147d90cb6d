using static CustomerPerformanceTracker.Statistics.Tests.Levels.Courses;

namespace CustomerPerformanceTracker.Statistics.Tests.Levels;

public sealed class FloodDaysTests
{
    [Fact]
    public void Sale_week_is_set_aside() => FloodDays.Of(Days(day => day is >= 60 and < 67 ? 900 : 100)).Order().ShouldBe(Enumerable.Range(60, 7));

    [Fact]
    public void Growth_that_lasts_is_set_aside_for_two_weeks_at_most() =>
        FloodDays.Of(Days(day => day < 60 ? 100 : 400)).Order().ShouldBe(Enumerable.Range(60, 14));

    [Fact]
    public void Day_of_a_few_answers_is_no_flood() => FloodDays.Of(Days(day => day == 60 ? 15 : 2)).ShouldBeEmpty();

    [Fact]
    public void First_days_have_nothing_usual_before_them() => FloodDays.Of(Days(day => day == 2 ? 900 : 100)).ShouldBeEmpty();

    private static RatioDay[] Days(Func<int, double> answers) => [.. Enumerable.Range(0, 90).Select(day => Day(day, answers(day) / 2, answers(day)))];
}
