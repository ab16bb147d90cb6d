namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

public sealed class AxisTests
{
    private const ulong Seed = 19;

    private static readonly LocalDate Start = new(2024, 2, 29);

    [Fact]
    public void Value_ticks_are_few_and_round_and_lie_on_the_axis()
    {
        var chance = new Chance(Seed);

        for (var trial = 0; trial < 2_000; trial++)
        {
            var size = Math.Pow(10, chance.Between(-6, 9));
            var (one, other, most) = (size * chance.Normal(), size * chance.Normal(), chance.Between(3, 12));
            var axis = ValueAxis.Over(
                [
                    [new(0, one, null, null), new(1, other, null, null)],
                ],
                most
            );

            var ticks = axis.Ticks.ToArray();

            var about = $"{one} to {other}, at most {most}, trial {trial} of seed {Seed}";
            ticks.Length.ShouldBeInRange(1, most, about);
            ticks.Select(axis.Fraction).ShouldBeInOrder(SortDirection.Ascending, about);
            ticks.Select(axis.Label).Distinct().Count().ShouldBe(ticks.Length, about);
            axis.Fraction(Math.Min(one, other)).ShouldBeLessThan(axis.Fraction(Math.Max(one, other)), about);
        }
    }

    [Theory]
    [InlineData(0), InlineData(50), InlineData(-3), InlineData(1e12), InlineData(1e-7)]
    public void A_series_that_does_not_vary_runs_through_the_middle(double value)
    {
        var axis = ValueAxis.Over(
            [
                [new(0, value, null, null), new(1, value * (1 + 1e-13), null, null)],
            ],
            5
        );

        axis.Fraction(value).ShouldBe(0.5, 0.001);
        axis.Ticks.Count().ShouldBeInRange(1, 5);
    }

    [Fact]
    public void A_band_of_hardly_an_answer_does_not_press_the_line_flat()
    {
        var axis = ValueAxis.Over(
            [
                [new(0, 70, 68, 72), new(1, 74, 0, 100), new(2, 72, 70, 74)],
            ],
            5
        );

        (axis.Fraction(74) - axis.Fraction(70)).ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void Date_ticks_are_few_and_in_order_and_name_each_year_once()
    {
        var chance = new Chance(Seed);

        for (var trial = 0; trial < 2_000; trial++)
        {
            var days = (int)Math.Pow(10, 4.3 * chance.Uniform()) - 1;
            var first = Start.PlusDays(chance.Below(2_000));
            var most = chance.Between(1, 14);
            var axis = new DateAxis(first, first.PlusDays(days));

            var ticks = axis.Ticks(most);

            var about = $"{days} days from {first}, at most {most}, trial {trial} of seed {Seed}";
            ticks.Count.ShouldBeInRange(1, most, about);
            ticks.All(tick => axis.Holds(tick.Date)).ShouldBeTrue(about);
            ticks.Select(tick => tick.Date).ShouldBeInOrder(SortDirection.Ascending, about);
            ticks.CountBy(tick => tick.Year ?? "").Any(year => year.Key.Length > 0 && year.Value > 1).ShouldBeFalse(about);
        }
    }

    [Fact]
    public void Points_that_share_a_column_are_averaged_by_their_counts()
    {
        var picture = SamplePictures.Empty with
        {
            Points = [new(Start, 10, 50, 40, 60), new(Start.PlusDays(1), 30, 70, 64, 76), new(Start.PlusDays(2), 5), new(Start.PlusDays(3), 5)],
        };

        var runs = TrendRuns.Of(picture, picture.Dates, columns: 2);

        runs.ShouldHaveSingleItem().ShouldBe([new Sample(0.5, 65, 58, 72)]);
    }

    [Theory]
    [InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(1e300)]
    public void What_is_no_reading_is_a_gap(double value)
    {
        var picture = SamplePictures.Empty with { Points = [new(Start, 1, 5), new(Start.PlusDays(1), 1, value), new(Start.PlusDays(2), 1, 6)] };

        var runs = TrendRuns.Of(picture, picture.Dates, columns: 3);

        runs.Select(run => run.Count).ShouldBe([1, 1]);
    }

    [Fact]
    public void Flags_close_together_stand_on_rows_of_their_own()
    {
        var rows = Flag.Rows([0, 1, 2, 10, 11, 30], room: 3);

        rows.ShouldBe([0, 1, 2, 0, 1, 0]);
    }
}
