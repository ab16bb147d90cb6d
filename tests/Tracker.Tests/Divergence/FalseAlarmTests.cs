using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>The whole watch by simulation: nulls declared from the data themselves, two of them side by side.</summary>
public sealed class FalseAlarmTests
{
    private const int Seed = 4711;

    [Fact]
    public void Stationary_daily_streams_alarm_far_less_often_than_the_policy_accepts()
    {
        const int streams = 20,
            days = 3 * 365;
        var random = new Random(Seed);

        var alarms = Enumerable
            .Range(0, streams)
            .Sum(_ => new DivergenceWatch(Usual).CloseAll(Enumerable.Range(0, days).Select(day => Drawn(random, day, 0.78))).Count);

        Report(alarms, streams * days);
        (alarms / (double)streams).ShouldBeLessThan(days / 365.0 / 4, $"seed {Seed}: {alarms} alarms in {streams} streams of {days} days");
    }

    [Fact]
    public void Stationary_weekly_streams_alarm_far_less_often_than_the_policy_accepts()
    {
        const int streams = 50,
            weeks = 5 * 52;
        var policy = Usual with { Baseline = new(182, 0.05) };
        var random = new Random(Seed);

        var alarms = Enumerable
            .Range(0, streams)
            .Sum(_ => new DivergenceWatch(policy).CloseAll(Enumerable.Range(0, weeks).Select(week => Drawn(random, 7 * week, 0.78))).Count);

        Report(alarms, streams * weeks * 7);
        (alarms / (double)streams).ShouldBeLessThan(weeks / 52.0 / 4, $"seed {Seed}: {alarms} alarms in {streams} streams of {weeks} weeks");
    }

    [Fact]
    public void Without_a_drop_the_declared_median_alone_keeps_the_promise()
    {
        const int streams = 40,
            days = 2 * 365;
        var policy = Usual with { Emotion = Usual.Emotion with { Drop = 0 }, Baseline = new(56, 0.5), FalseAlarmDays = 60 };
        var random = new Random(Seed);

        var alarms = Enumerable
            .Range(0, streams)
            .Sum(_ => new DivergenceWatch(policy).CloseAll(Enumerable.Range(0, days).Select(day => Drawn(random, day, 0.78, trials: 5000))).Count);

        Report(alarms, streams * days);
        (alarms / (double)streams).ShouldBeLessThan(days / 60.0, $"seed {Seed}: {alarms} alarms in {streams} streams of {days} days");
        alarms.ShouldBeGreaterThan(0, "this policy is tight enough to alarm falsely now and then, or the simulation proves nothing");
    }

    [Theory]
    [InlineData(0.70, 0.5)]
    [InlineData(0.65, 0.9)]
    [InlineData(0.60, 0.99)]
    public void A_lasting_fall_is_told_within_a_baseline(double trust, double share)
    {
        const int streams = 40,
            fall = 120;
        var random = new Random(Seed);

        int?[] delays =
        [
            .. Enumerable
                .Range(0, streams)
                .Select(_ =>
                    new DivergenceWatch(Usual)
                        .CloseAll(
                            Enumerable
                                .Range(0, fall + 56)
                                .Select(day => day < fall ? Drawn(random, day, 0.78, trials: 5000) : Drawn(random, day, trust, conversion: 0.11, trials: 5000))
                        )
                        .Select(alarm => (int?)Period.DaysBetween(Day(fall), alarm.On))
                        .FirstOrDefault(delay => delay >= 0)
                ),
        ];

        var told = delays.OfType<int>().Order().ToArray();
        TestContext.Current.SendDiagnosticMessage(
            $"seed {Seed}: a fall to {trust} is told in {told.Length} of {streams} streams, median {told.ElementAtOrDefault(told.Length / 2)} days"
        );
        (told.Length / (double)streams).ShouldBeGreaterThanOrEqualTo(share, $"seed {Seed}");
    }

    private static void Report(int alarms, int days) =>
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}: {alarms} alarms in {days / 365.0:F0} years: {alarms * 365.0 / days:F3} a year");
}
