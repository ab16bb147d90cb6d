using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

public sealed class SilenceTests
{
    [Fact]
    public void A_dense_stream_that_stops_is_told_once_after_the_silence()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 160).Select(day => Exact(day, 0.8, answers: day < 120 ? 20 : 0)));

        var silence = alarms.ShouldHaveSingleItem().ShouldBeOfType<Alarm.Silence>();
        silence.On.ShouldBeInRange(Day(132), Day(133));
        silence.Onset.ShouldBeInRange(Day(119), Day(120));
        silence.Days.ShouldBe(14);
        watch.IsSilent.ShouldBeTrue();
    }

    [Fact]
    public void A_few_stray_answers_do_not_hide_a_silence()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(
            Enumerable
                .Range(0, 150)
                .Select(day =>
                    Exact(
                        day,
                        1,
                        answers: day < 120 ? 40
                            : day % 5 == 0 ? 1
                            : 0
                    )
                )
        );

        alarms.ShouldHaveSingleItem().ShouldBeOfType<Alarm.Silence>().Answers.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_second_silence_after_answers_came_back_is_told_again()
    {
        var watch = new DivergenceWatch(Usual);
        static long Answers(int day) => day is (>= 120 and < 140) or >= 230 ? 0 : 20;

        var alarms = watch.CloseAll(Enumerable.Range(0, 260).Select(day => Exact(day, 0.8, answers: Answers(day))));

        alarms.Count.ShouldBe(2);
    }

    [Fact]
    public void A_source_that_stops_as_a_whole_is_not_silent_trust()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 160).Select(day => day < 120 ? Exact(day, 0.8) : Exact(day, 0, answers: 0, trials: 10)));

        alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_thin_stream_is_never_silent()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 160).Select(day => Exact(day, 1, answers: day < 120 && day % 2 == 0 ? 1 : 0)));

        alarms.ShouldBeEmpty();
    }

    [Fact]
    public void A_weekly_stream_is_silent_after_two_missing_weeks_and_not_before()
    {
        var policy = Usual with { SilenceDays = 7, Baseline = Usual.Baseline with { Days = 182 } };
        var watch = new DivergenceWatch(policy);

        var alarms = watch.CloseAll(Enumerable.Range(0, 50).Select(week => Exact(7 * week, 0.8, answers: week < 40 ? 100 : 0)));

        var silence = alarms.ShouldHaveSingleItem().ShouldBeOfType<Alarm.Silence>();
        silence.Days.ShouldBe(14);
        silence.On.ShouldBe(Day(7 * 41));
        silence.Onset.ShouldBe(Day(7 * 39 + 1));
    }

    [Fact]
    public void Without_a_silence_in_the_policy_silence_is_not_watched()
    {
        var watch = new DivergenceWatch(Usual with { SilenceDays = null });

        var alarms = watch.CloseAll(Enumerable.Range(0, 160).Select(day => Exact(day, 0.8, answers: day < 120 ? 20 : 0)));

        alarms.ShouldBeEmpty();
    }
}
