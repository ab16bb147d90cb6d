namespace CustomerPerformanceTracker.Statistics.Tests.Drivers;

public sealed class CellDrawTests
{
    private const int Draws = 40_000;

    // Weights C(after, x) C(before, events - x) odds^x, where rates r and ratio r with (before + ratio after) r events have these odds.
    [Theory]
    [InlineData(8, 5, 6, 1.0, 1.0)]
    [InlineData(20, 5, 6, 2.0, 8.0 / 3)]
    [InlineData(10, 4, 3, 0.5, 3.0 / 7)]
    [InlineData(4, 4, 7, 1.0, 1.0)]
    public void Draws_have_the_noncentral_hypergeometric_law(int before, int after, int events, double ratio, double odds)
    {
        var draw = new CellDraw(new(events, before, 0, after), ratio);
        var random = new Random(5);
        var seen = new int[events + 1];
        for (var turn = 0; turn < Draws; turn++)
            seen[(int)draw.Next(random)]++;

        double Weight(int x) => Choose(after, x) * Choose(before, events - x) * Math.Pow(odds, x);
        var all = Enumerable.Range(0, events + 1).Sum(Weight);
        for (var x = 0; x <= events; x++)
            ((double)seen[x] / Draws).ShouldBe(Weight(x) / all, 4 * Math.Sqrt(0.25 / Draws));
    }

    [Fact]
    public void Large_cell_keeps_its_mean_and_its_scatter()
    {
        var draw = new CellDraw(new(30_000, 400_000, 10_000, 100_000), 1);
        var random = new Random(6);
        double[] drawn = [.. Enumerable.Range(0, 4000).Select(_ => draw.Next(random))];

        var variance = 40_000 * 0.2 * 0.8 * 460_000 / 499_999;
        drawn.Average().ShouldBe(8000, 4 * Math.Sqrt(variance / 4000));
        drawn.Select(one => Math.Pow(one - 8000, 2)).Average().ShouldBe(variance, 0.1 * variance);
    }

    [Fact]
    public void Cell_of_one_period_keeps_its_events()
    {
        new CellDraw(new(3, 9, 0, 0), 2).Next(new Random(1)).ShouldBe(0);
        new CellDraw(new(0, 0, 4, 9), 2).Next(new Random(1)).ShouldBe(4);
    }

    [Fact]
    public void Common_ratio_is_the_one_that_the_cells_share()
    {
        TwoPeriods[] cells = [new(2500, 10_000, 10_000, 20_000), new(4000, 40_000, 600, 3000)];

        CellDraw.CommonRatio(cells).ShouldBe(2, 0.001);
    }

    [Fact]
    public void Large_cell_has_the_ratio_that_is_asked_for()
    {
        var draw = new CellDraw(new(10_000, 100_000, 10_000, 50_000), 2);
        var random = new Random(7);

        var after = Enumerable.Range(0, 500).Average(_ => draw.Next(random));

        (after / 50_000 / ((20_000 - after) / 100_000)).ShouldBe(2, 0.01);
    }

    private static double Choose(int of, int number) =>
        number < 0 || number > of ? 0 : Enumerable.Range(1, number).Aggregate(1.0, (product, step) => product * (of - number + step) / step);
}
