using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>What a watch says it would notice, and that it does.</summary>
public sealed class PowerTests
{
    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: conversion_rate }
        emotion: { kpi: trust }
        """
    );

    [Fact]
    public void The_power_is_that_of_the_watch_and_the_same_each_time()
    {
        var days = Days(365, 100);

        var power = PowerSimulation.Of(Default, days).ShouldBeOfType<WatchPower.Known>();

        PowerSimulation.Of(Default, days).ShouldBeOfType<WatchPower.Known>().Falls.ShouldBe(power.Falls);
        power.Falls.Select(fall => fall.Points).ShouldBe([3, 5, 10]);
        power.Falls[1].Within30.ShouldBeGreaterThan(0.7);
        power.Falls[1].Within365.ShouldBe(1);
        power.Falls[2].Within30.ShouldBe(1);
        power.Falls.ShouldAllBe(fall => fall.Within30 <= fall.Within90 && fall.Within90 <= fall.Within365);
        power.AnswersADay.ShouldBe(100, 1);
        power.Null.Value.ShouldBe(0.77, 0.01);
        power.IsNever.ShouldBeFalse();
    }

    [Fact]
    public void It_is_about_what_the_watch_itself_tells_of_such_a_fall()
    {
        const int paths = 20;
        var said = PowerSimulation.Of(Default, Days(365, 100)).ShouldBeOfType<WatchPower.Known>().Falls[0].Within90;

        var told = Enumerable
            .Range(0, paths)
            .Count(seed =>
            {
                var random = new Random(seed);
                return new DivergenceWatch(Default)
                    .CloseAll(Enumerable.Range(0, 455).Select(day => Drawn(random, day, day < 365 ? 0.78 : 0.75, answers: 100, trials: 5000)))
                    .Any(alarm => alarm.On >= Day(365));
            });

        (told / (double)paths).ShouldBe(said, 0.3);
    }

    [Fact]
    public void Fewer_answers_and_scattering_days_have_less()
    {
        var many = Small(Days(365, 100));

        Small(Days(365, 20)).ShouldBeLessThan(many);
        Small([.. Days(365, 100).Select((day, i) => day with { ScoreSum = day.Answers * (i % 2 == 0 ? 7_000L : 8_600L) })]).ShouldBeLessThan(many);

        static double Small(IReadOnlyList<DayBatch> days) => PowerSimulation.Of(Default, days).ShouldBeOfType<WatchPower.Known>().Falls[0].Within90;
    }

    [Fact]
    public void A_watch_that_can_never_tell_says_why()
    {
        var days = Days(200, 100);

        PowerSimulation.Of(Default, []).ShouldBeOfType<WatchPower.NotAsked>().IsNever.ShouldBeTrue();
        PowerSimulation.Of(Default, [.. days.Select(day => day with { Answers = 0, ScoreSum = 0 })]).ShouldBeOfType<WatchPower.NotAsked>();
        PowerSimulation
            .Of(Default, [.. days.Select(day => day with { LogicSuccesses = 0, LogicTrials = 0 })])
            .ShouldBeOfType<WatchPower.NoLogic>()
            .IsNever.ShouldBeTrue();

        var seldom = PowerSimulation.Of(
            Default,
            [.. days.Select((day, i) => i % 10 == 0 ? day with { Answers = 1, ScoreSum = 8_000 } : day with { Answers = 0, ScoreSum = 0 })]
        );
        var few = seldom.ShouldBeOfType<WatchPower.TooFewAnswers>();
        (few.IsNever, few.Needed).ShouldBe((true, 120));
        few.AYear.ShouldBe(36.5, 1);
    }

    [Fact]
    public void A_watch_that_cannot_tell_yet_says_from_when_it_can()
    {
        PowerSimulation.Of(Default, Days(30, 100)).ShouldBe(new WatchPower.NotYet(Day(55)));

        DayBatch[] fallen = [.. Enumerable.Range(0, 110).Select(day => Exact(day, day < 100 ? 0.8 : 0.5))];
        var told = PowerSimulation.Of(Default, fallen).ShouldBeOfType<WatchPower.JustTold>();
        told.On.ShouldBeInRange(Day(100), Day(103));
        told.From.ShouldBe(Day(127));
        told.IsNever.ShouldBeFalse();
    }

    private static DayBatch[] Days(int count, int answers)
    {
        var random = new Random(17);
        return [.. Enumerable.Range(0, count).Select(day => Drawn(random, day, 0.78, answers, trials: 1000))];
    }
}
