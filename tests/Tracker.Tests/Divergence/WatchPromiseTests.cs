using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>
/// The default policy by simulation: what it finds and how soon, and how seldom it alarms where nothing happened. Few paths always; with the
/// environment variable <c>CPT_TRUTH=long</c> two hundred, which are enough for the figures that ADR 5 gives.
/// </summary>
public sealed class WatchPromiseTests
{
    private const int Year = 365;
    private const double Level = 0.78;

    private static readonly bool Long = Environment.GetEnvironmentVariable("CPT_TRUTH") == "long";
    private static readonly int Paths = Long ? 200 : 15;

    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: visits, tolerance: 20% }
        emotion: { kpi: trust }
        """
    );

    // A median of few paths strays: half as long again is allowed where there are few.
    private static readonly double Slack = Long ? 1 : 1.5;

    [Theory]
    [InlineData(Noise.Still, 100, Year, 0.05, 0.95, 20)]
    [InlineData(Noise.Days4, 100, Year, 0.05, 0.95, 30)]
    [InlineData(Noise.Still, 100, Year, 0.03, 0.80, 365)]
    [InlineData(Noise.Days4, 100, Year, 0.03, 0.80, 365)]
    [InlineData(Noise.Still, 100, 76, 0.05, 0.85, 35)]
    [InlineData(Noise.Days4, 100, 76, 0.05, 0.85, 55)]
    [InlineData(Noise.Still, 100, 76, 0.10, 0.99, 12)]
    [InlineData(Noise.Still, 20, Year, 0.10, 0.85, 25)]
    [InlineData(Noise.Still, 20, Year, 0.05, 0.85, 365)]
    public void A_fall_is_told_within_a_year_and_soon(Noise noise, int answers, int history, double drop, double share, int median)
    {
        var delays = Delays(noise, answers, history, day => day < history ? Level : Level - drop);

        Report($"fall of {drop * 100} points, {noise}, {answers} answers a day, {history} days of history", delays);
        (delays.Count(delay => delay <= Year) / (double)Paths).ShouldBeGreaterThanOrEqualTo(Long ? share : share - 0.15);
        delays[Paths / 2].ShouldBeLessThanOrEqualTo((int)(Slack * median));
    }

    [Fact]
    public void A_slide_of_six_points_a_year_is_told_within_the_year()
    {
        var delays = Delays(Noise.Still, 100, Year, day => Level - 0.06 * Math.Max(0, day - Year) / Year);

        Report("slide of 6 points a year", delays);
        (delays.Count(delay => delay <= Year) / (double)Paths).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Theory]
    [InlineData(Noise.Still, 0.1)]
    [InlineData(Noise.Days4, 0.1)]
    [InlineData(Noise.Repeats, 0.1)]
    [InlineData(Noise.Weekdays, 0.1)]
    [InlineData(Noise.Lasting7, 0.25)]
    public void Where_nothing_happens_a_year_has_few_alarms(Noise noise, double most)
    {
        var alarms = Enumerable.Range(0, Paths).Sum(seed => Alarms(noise, 100, seed, 2 * Year, _ => Level).Count(alarm => alarm.On >= Day(Year)));

        TestContext.Current.SendDiagnosticMessage($"nothing happens, {noise}: {alarms / (double)Paths:F3} alarms a year");
        // One in fifteen paths is no more than chance may bring.
        (alarms / (double)Paths).ShouldBeLessThanOrEqualTo(Long ? most : most + 0.1);
    }

    [Fact]
    public void Days_that_go_astray_together_for_weeks_are_told_more_often_and_that_is_reported()
    {
        Assert.SkipUnless(Long, "set CPT_TRUTH=long to play it");
        var alarms = Enumerable.Range(0, Paths).Sum(seed => Alarms(Noise.Lasting95, 100, seed, 2 * Year, _ => Level).Count(alarm => alarm.On >= Day(Year)));

        TestContext.Current.SendDiagnosticMessage($"nothing happens, {Noise.Lasting95}: {alarms / (double)Paths:F3} alarms a year");
        (alarms / (double)Paths).ShouldBeInRange(0.1, 1.5);
    }

    [Theory]
    [InlineData(Noise.Still, 100)]
    [InlineData(Noise.Days4, 100)]
    [InlineData(Noise.Days8, 100)]
    [InlineData(Noise.Still, 500)]
    [InlineData(Noise.Days4, 500)]
    [InlineData(Noise.Days8, 500)]
    public void Trust_exactly_at_the_declared_null_for_27_days_alarms_within_the_bound(Noise noise, int answers)
    {
        var alarmed = Enumerable
            .Range(0, Paths)
            .Count(seed =>
            {
                var (days, watch) = (new NoisyDays(noise, new Random(seed)), new DivergenceWatch(Default));
                watch.CloseAll(Enumerable.Range(0, Year).Select(day => days.Next(day, Level, answers)));
                return Enumerable.Range(Year, 27).Any(day => watch.Close(days.Next(day, watch.Nulls.Max(declared => declared.Value), answers)).Count > 0);
            });

        TestContext.Current.SendDiagnosticMessage($"at the null, {noise}, {answers} answers: {alarmed / (double)Paths:F3}");
        (alarmed / (double)Paths).ShouldBeLessThanOrEqualTo(0.074);
    }

    [Fact]
    public void The_strict_form_finds_a_fall_too_and_needs_no_estimate()
    {
        var strict = Default with { Form = PromiseForm.Strict };
        var delays = Delays(Noise.Days4, 100, Year, day => day < Year ? Level : Level - 0.05, strict);

        Report("fall of 5 points, strict", delays);
        delays[Paths / 2].ShouldBeLessThanOrEqualTo((int)(Slack * 45));
    }

    private static int[] Delays(Noise noise, int answers, int from, Func<int, double> level, Policy? policy = null) =>
        [
            .. Enumerable
                .Range(0, Paths)
                .Select(seed =>
                    Alarms(noise, answers, seed, from + Year, level, policy)
                        .Select(alarm => Period.DaysBetween(Day(from), alarm.On) + 1)
                        .Where(delay => delay > 0)
                        .DefaultIfEmpty(int.MaxValue)
                        .First()
                )
                .Order(),
        ];

    private static IEnumerable<Alarm> Alarms(Noise noise, int answers, int seed, int count, Func<int, double> level, Policy? policy = null)
    {
        var (days, watch) = (new NoisyDays(noise, new Random(1_000 + seed)), new DivergenceWatch(policy ?? Default));
        return Enumerable.Range(0, count).SelectMany(day => watch.Close(days.Next(day, level(day), answers)));
    }

    private static void Report(string what, int[] delays) =>
        TestContext.Current.SendDiagnosticMessage(
            $"{what}: told {delays.Count(delay => delay <= Year) / (double)delays.Length:F3}, median {delays[delays.Length / 2]} days"
        );
}
