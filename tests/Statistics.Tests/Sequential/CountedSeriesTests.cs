using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

/// <summary>A series of twenty years at its null may give about twenty alarms, whatever makes its days scatter; and a fall is still found.</summary>
public sealed class CountedSeriesTests
{
    private const int Years = 20;
    private const double Null = 0.78;

    [Theory]
    [InlineData("still")]
    [InlineData("days of sd 4")]
    [InlineData("days of sd 8")]
    [InlineData("repeated answers")]
    public void Days_that_scatter_keep_the_promise_with_the_estimated_design_effect(string kind)
    {
        var outcome = CountedSeries.Watch(Rows(kind, 11, Years * 365, _ => Null), Counts, SeriesForm.Deflated);

        outcome.Alarms.Count.ShouldBeLessThanOrEqualTo(30);
    }

    [Theory]
    [InlineData("days of sd 4")]
    [InlineData("days of sd 8")]
    [InlineData("repeated answers")]
    public void Without_a_design_effect_such_days_break_it(string kind) =>
        CountedSeries.Watch(Rows(kind, 11, Years * 365, _ => Null), Counts, SeriesForm.Independent).Alarms.Count.ShouldBeGreaterThan(40);

    [Theory]
    [InlineData("days of sd 4")]
    [InlineData("days of sd 8")]
    [InlineData("repeated answers")]
    public void The_strict_form_keeps_it_without_an_estimate(string kind)
    {
        var outcome = CountedSeries.Watch(Rows(kind, 11, Years * 365, _ => Null), Means, SeriesForm.Strict);

        outcome.Alarms.Count.ShouldBeLessThanOrEqualTo(30);
        outcome.Effect.ShouldBe(DesignEffect.None);
    }

    [Theory]
    [InlineData("still", SeriesForm.Deflated, 15)]
    [InlineData("days of sd 4", SeriesForm.Deflated, 40)]
    [InlineData("days of sd 8", SeriesForm.Deflated, 40)]
    [InlineData("repeated answers", SeriesForm.Deflated, 40)]
    [InlineData("days of sd 4", SeriesForm.Strict, 40)]
    public void A_fall_of_five_points_is_found_within_weeks(string kind, SeriesForm form, int most)
    {
        const int fall = 365;
        int[] delays =
        [
            .. Enumerable
                .Range(0, 21)
                .Select(seed =>
                    CountedSeries
                        .Watch(Rows(kind, seed, fall + 150, day => day < fall ? Null : Null - 0.05), form == SeriesForm.Strict ? Means : Counts, form)
                        .Alarms.Select(alarm => alarm.Index - fall + 1)
                        .Where(delay => delay > 0)
                        .DefaultIfEmpty(int.MaxValue)
                        .First()
                )
                .Order(),
        ];

        delays[delays.Length / 2].ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void Rows_of_a_change_that_was_told_are_not_taken_for_scatter()
    {
        var outcome = CountedSeries.Watch(Rows("still", 3, 730, day => day < 365 ? Null : Null - 0.2), Counts, SeriesForm.Deflated);

        outcome.Effect.OfMean.ShouldBeLessThan(2);
        outcome.Alarms.ShouldNotBeEmpty();
    }

    [Fact]
    public void Rows_without_a_count_are_passed_over()
    {
        (double, double)[] rows = [.. Rows("still", 5, 100, _ => Null - 0.3)];
        (double, double)[] gaps = [.. rows.SelectMany(row => new[] { row, (0.0, 0.0) })];

        var alarms = CountedSeries.Watch(gaps, Counts, SeriesForm.Independent).Alarms;

        alarms.Select(alarm => alarm.Index / 2).ShouldBe(CountedSeries.Watch(rows, Counts, SeriesForm.Independent).Alarms.Select(alarm => alarm.Index));
    }

    private static EDetectorDesign Counts => EDetectorDesign.Bernoulli(Null, 0.03, 0.98 * Null, 365, Direction.Falling);

    private static EDetectorDesign Means => EDetectorDesign.Bounded(Null, 0.03, 0.98 * Null, 365, Direction.Falling);

    private static (double Sum, double Count)[] Rows(string kind, int seed, int count, Func<int, double> level) =>
        kind switch
        {
            "still" => ScatteredRows.Days(new Random(seed), count, 0, level),
            "days of sd 4" => ScatteredRows.Days(new Random(seed), count, 0.04, level),
            "days of sd 8" => ScatteredRows.Days(new Random(seed), count, 0.08, level),
            _ => ScatteredRows.Repeats(new Random(seed), count, 0.3, level),
        };
}
