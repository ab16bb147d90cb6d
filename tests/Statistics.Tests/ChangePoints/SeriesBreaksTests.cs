using CustomerPerformanceTracker.Statistics.ChangePoints;
using Breaks = CustomerPerformanceTracker.Statistics.ChangePoints.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

public sealed class SeriesBreaksTests
{
    private const int Runs = 30;
    private const int Count = 100;

    [Theory]
    [InlineData("white", 2001)]
    [InlineData("autocorrelated", 2002)]
    [InlineData("strongly autocorrelated", 2003)]
    [InlineData("wild", 2004)]
    [InlineData("trend", 2005)]
    [InlineData("trend, autocorrelated", 2006)]
    [InlineData("growth", 2007)]
    [InlineData("season", 2008)]
    [InlineData("growth with a season", 2009)]
    public void A_series_without_a_change_breaks_in_at_most_a_tenth_of_runs(string kind, int seed)
    {
        var draws = new Draws(seed);

        var broken = Enumerable.Range(0, Runs).Count(_ => Breaks.OfSeries(Steady(draws, kind)).Count > 0);

        broken.ShouldBeLessThanOrEqualTo(Runs / 10, $"seed {seed}, {kind}: {broken} of {Runs} runs");
    }

    [Theory]
    [InlineData("white", 2.5, 2011)]
    [InlineData("autocorrelated", 4.5, 2012)]
    [InlineData("wild", 4.5, 2013)]
    [InlineData("season", 4, 2014)]
    public void A_true_shift_is_found_and_its_interval_holds_the_date(string kind, double size, int seed)
    {
        var draws = new Draws(seed);
        var (found, held) = (0, 0);

        for (var run = 0; run < Runs; run++)
        {
            var at = draws.Between(30, 70);
            var breaks = Breaks.OfSeries([.. Steady(draws, kind).Select((y, i) => i < at ? y : y - size)]);
            if (breaks.MinBy(b => Math.Abs(b.Index - at)) is not { Direction: Direction.Fall } nearest || Math.Abs(nearest.Index - at) > 5)
                continue;

            found++;
            held += nearest.From <= at && at <= nearest.To ? 1 : 0;
        }

        found.ShouldBeGreaterThanOrEqualTo(Runs * 85 / 100, $"seed {seed}, {kind}");
        held.ShouldBeGreaterThanOrEqualTo(found * 90 / 100, $"seed {seed}, {kind}: {held} of {found}");
    }

    [Theory]
    [InlineData(0, 2031)]
    [InlineData(0.5, 2032)]
    public void A_jump_inside_a_drifting_series_is_found(double memory, int seed)
    {
        var draws = new Draws(seed);
        var (found, broken) = (0, 0);

        for (var run = 0; run < Runs; run++)
        {
            var at = draws.Between(30, 70);
            double[] drifting = [.. Drifting(draws.Autocorrelated(Count, memory, draws.Gaussian))];
            broken += Breaks.OfSeries([.. drifting.Select(y => (double?)y)]).Count > 0 ? 1 : 0;
            found += Breaks.OfSeries([.. drifting.Select((y, i) => (double?)(i < at ? y : y + 9))]).Any(b => Math.Abs(b.Index - at) <= 1) ? 1 : 0;
        }

        broken.ShouldBeLessThanOrEqualTo(Runs / 10, $"seed {seed}");
        found.ShouldBeGreaterThanOrEqualTo(Runs * 8 / 10, $"seed {seed}");
    }

    [Fact]
    public void A_rise_that_turns_into_a_fall_breaks_once_and_falls()
    {
        var draws = new Draws(2021);

        var only = Breaks
            .OfSeries([.. Enumerable.Range(0, 120).Select(i => (double?)(draws.Gaussian() + (i < 60 ? 0.3 * i : 36 - (0.3 * i))))])
            .ShouldHaveSingleItem();

        only.Index.ShouldBeInRange(50, 70);
        only.Direction.ShouldBe(Direction.Fall);
    }

    [Fact]
    public void Missing_values_keep_the_indices_of_the_series_as_given()
    {
        var draws = new Draws(2022);
        double?[] values = [.. Enumerable.Range(0, 60).Select(i => (double?)(draws.Gaussian() + (i < 30 ? 0 : 6)))];
        double?[] sparse = [.. values.SelectMany(value => new[] { value, null, null })];

        Breaks.OfSeries(sparse).ShouldHaveSingleItem().Index.ShouldBe(90);
    }

    [Fact]
    public void The_unit_of_the_values_does_not_matter()
    {
        var draws = new Draws(2023);
        double[] values = [.. Enumerable.Range(0, 90).Select(i => draws.Gaussian() + (i is < 30 or > 60 ? 0 : 4))];

        int[] Found(double scale, double shift) => [.. Breaks.OfSeries([.. values.Select(y => (double?)((scale * y) + shift))]).Select(b => b.Index)];

        Found(1e-6, -1).ShouldBe(Found(1, -1000));
        Found(1e9, -1e10).ShouldBe(Found(1, -1000));
    }

    [Fact]
    public void Levels_are_in_the_units_given()
    {
        double?[] values = [.. Enumerable.Range(0, 80).Select(i => (double?)((i < 40 ? 100 : 60) + (i % 3)))];

        var only = Breaks.OfSeries(values).ShouldHaveSingleItem();

        only.Index.ShouldBe(40);
        only.Before.Value.ShouldBe(101, 0.1);
        only.After.Value.ShouldBe(61, 0.1);
        only.After.Low.ShouldBeInRange(60, 61);
        only.Direction.ShouldBe(Direction.Fall);
    }

    [Fact]
    public void A_constant_series_has_no_break()
    {
        Breaks.OfSeries([.. Enumerable.Repeat<double?>(3.5, 50)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_few_values_have_no_break()
    {
        Breaks.OfSeries([]).ShouldBeEmpty();
        Breaks.OfSeries([1, 1, 1, null, 9, 9, 9]).ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused()
    {
        Should.Throw<ArgumentException>(() => Breaks.OfSeries([1, double.NaN]));
    }

    private static IEnumerable<double> Drifting(double[] steps)
    {
        var sum = 0.0;
        foreach (var step in steps)
            yield return sum += step + 0.3;
    }

    private static double?[] Steady(Draws draws, string kind)
    {
        var noise = kind switch
        {
            "autocorrelated" or "trend, autocorrelated" => draws.Autocorrelated(Count, 0.5, draws.Gaussian),
            "strongly autocorrelated" => draws.Autocorrelated(Count, 0.8, draws.Gaussian),
            "wild" => draws.Autocorrelated(Count, 0, draws.Wild),
            _ => draws.Autocorrelated(Count, 0, draws.Gaussian),
        };
        return
        [
            .. noise.Select(
                (e, i) =>
                    (double?)(
                        kind switch
                        {
                            "trend" or "trend, autocorrelated" => e + (0.08 * i),
                            "growth" => Math.Exp((0.1 * e) + (0.02 * i)),
                            "season" => e + (3 * Math.Sin(i * Math.PI / 6)),
                            "growth with a season" => Math.Exp((0.05 * e) + (0.2 * Math.Sin(i * Math.PI / 6)) + (0.01 * i)),
                            _ => e,
                        }
                    )
            ),
        ];
    }
}
