namespace CustomerPerformanceTracker.Statistics.Tests.Drivers;

/// <summary>Invented sessions in 125 cells, whose rates differ and whose numbers after are .3 to 1.7 times those before.</summary>
public sealed class DriverScanTests(ITestOutputHelper output)
{
    // -1 stands for any value.
    [Theory]
    [InlineData(2, -1, -1)]
    [InlineData(-1, 3, 4)]
    [InlineData(0, 1, 2)]
    public void Scope_whose_rate_was_raised_comes_first(params int[] guilty)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            bool Hit(int[] values) => values.Zip(guilty).All(pair => pair.Second < 0 || pair.First == pair.Second);

            var found = Scan(seed, 400, (values, rate) => Hit(values) ? rate + 0.3 : rate);

            found.Drivers[0].Scope.ShouldBe(ScopeOf(guilty));
            found.Drivers[0].Probability.ShouldBe(0.005, 1e-12);
            found.Drivers[0].After!.Value.Value.ShouldBeGreaterThan(found.Drivers[0].Before!.Value.High);
            found.Drivers.Count.ShouldBeLessThanOrEqualTo(DriverScan.Most);
        }
    }

    [Fact]
    public void Scope_whose_rate_fell_is_found_and_not_where_rises_are_asked_for()
    {
        var rows = DrawnRows.Of(new Random(1), 400, 1, 1, (values, rate) => values[1] == 3 ? rate / 4 : rate);

        DriverScan.Of(rows, DrawnRows.Dimensions).Drivers[0].Scope.ShouldBe(ScopeOf([-1, 3, -1]));
        DriverScan.Of(rows, DrawnRows.Dimensions).Drivers[0].Score.ShouldBeLessThan(0);
        DriverScan.Of(rows, DrawnRows.Dimensions, Movement.Falling).Drivers[0].Scope.ShouldBe(ScopeOf([-1, 3, -1]));
        DriverScan.Of(rows, DrawnRows.Dimensions, Movement.Rising).Drivers.ShouldAllBe(driver => driver.Score >= 0);
    }

    // Of 200 tests 10 are expected, with a standard deviation of 3.
    [Theory]
    [InlineData(60, 1, 1, 1.0)]
    [InlineData(40, 4, 1, 1.0)]
    [InlineData(12, 14, 14, 1.0)]
    [InlineData(60, 1, 1, 2.0)]
    [InlineData(60, 4, 1, 4.0)]
    public void Quiet_scopes_seldom_seem_to_have_moved(int sessions, int before, int after, double common)
    {
        var probabilities = Probabilities(200, sessions, before, after, common, scatter: 0);

        output.WriteLine(
            $"of 200: {probabilities.Count(p => p <= 0.05)} at .05, {probabilities.Count(p => p <= 0.25)} at .25, {probabilities.Count(p => p <= 0.5)} at .5"
        );
        probabilities.Count(p => p <= 0.05).ShouldBeInRange(2, 20);
        probabilities.Count(p => p <= 0.5).ShouldBeInRange(72, 128);
    }

    [Fact]
    public void Rates_that_scatter_from_block_to_block_seldom_seem_to_have_moved()
    {
        var low = Probabilities(100, 40, 14, 14, common: 1, scatter: 0.6).Count(p => p <= 0.05);

        output.WriteLine($"of 100: {low} at .05");
        low.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Dispersion_is_one_of_independent_sessions_and_more_of_others()
    {
        DriverScan.Of(DrawnRows.Of(new Random(2), 40, 14, 14), DrawnRows.Dimensions).Dispersion.ShouldBe(1, 0.06);
        DriverScan.Of(DrawnRows.Of(new Random(2), 40, 14, 14, scatter: 0.6), DrawnRows.Dimensions).Dispersion.ShouldBeGreaterThan(1.5);
        DriverScan.Of(DrawnRows.Of(new Random(2), 40, 1, 1, scatter: 0.6), DrawnRows.Dimensions).Dispersion.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Same_rows_give_the_same_probabilities() =>
        Scan(3, 40, (_, rate) => rate).Drivers.Select(driver => driver.Probability).ShouldBe(Scan(3, 40, (_, rate) => rate).Drivers.Select(d => d.Probability));

    [Fact]
    public void Attribute_that_all_sessions_have_is_not_part_of_a_scope()
    {
        DriverRow[] rows = [new([0, 0], false, 0, 10, 1000), new([1, 0], false, 0, 10, 1000), new([0, 0], true, 1, 10, 1000), new([1, 0], true, 1, 90, 1000)];

        DriverScan.Of(rows, 2).Drivers[0].Scope.ShouldBe(new Scope([new(0, 1)]));
    }

    [Fact]
    public void Scope_without_an_event_before_is_found()
    {
        DriverRow[] rows = [new([0], false, 0, 30, 1000), new([1], false, 0, 0, 1000), new([0], true, 1, 30, 1000), new([1], true, 1, 40, 1000)];

        var first = DriverScan.Of(rows, 1).Drivers[0];

        first.Scope.ShouldBe(new Scope([new(0, 1)]));
        first.Probability.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Nothing_that_moved_is_nothing_found() => DriverScan.Of([new([0], false, 0, 5, 50), new([0], true, 1, 9, 50)], 1).Drivers.ShouldBeEmpty();

    [Fact]
    public void One_period_alone_is_refused() => Should.Throw<ArgumentException>(() => DriverScan.Of([new([0], true, 0, 1, 2)], 1));

    [Fact]
    public void More_dimensions_than_can_be_searched_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => DriverScan.Of([new([], true, 0, 1, 2)], DriverScan.MostDimensions + 1));

    private static DriverFindings Scan(int seed, int sessions, Func<int[], double, double> shift) =>
        DriverScan.Of(DrawnRows.Of(new Random(seed), sessions, 1, 1, shift), DrawnRows.Dimensions);

    private static double[] Probabilities(int runs, int sessions, int before, int after, double common, double scatter) =>
        [
            .. Enumerable
                .Range(0, runs)
                .Select(run => DriverScan.Of(DrawnRows.Of(new Random(run), sessions, before, after, (_, rate) => common * rate, scatter), DrawnRows.Dimensions))
                .Select(found => found.Drivers.Select(driver => driver.Probability).DefaultIfEmpty(1).Min()),
        ];

    private static Scope ScopeOf(int[] values) =>
        new([.. values.Select((value, dimension) => new ScopeAttribute(dimension, value)).Where(attribute => attribute.Value >= 0)]);
}
