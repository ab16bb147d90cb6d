namespace CustomerPerformanceTracker.Statistics.Tests.Words;

public sealed class RiseTestTests
{
    // Fisher (1935), The Design of Experiments: four cups of eight had the milk first.
    [Theory]
    [InlineData(4, 1.0 / 70)]
    [InlineData(3, 17.0 / 70)]
    [InlineData(2, 53.0 / 70)]
    [InlineData(0, 1)]
    public void The_lady_tasting_tea_is_tested_as_published(int right, double probability) =>
        RiseTest.Probability([new(4 - right, 4, right, 4)]).ShouldBe(probability, 1e-12);

    [Fact]
    public void Strata_of_which_one_is_empty_are_tested_as_one()
    {
        var table = new TermTable(3, 70, 9, 60);

        RiseTest.Probability([table, new(0, 5, 0, 8)]).ShouldBe(RiseTest.Probability([table]), 1e-12);
    }

    [Fact]
    public void Probability_over_strata_is_how_often_dealing_anew_gives_as_many()
    {
        TermTable[] strata = [new(2, 30, 6, 25), new(1, 12, 5, 40)];
        var random = new Random(7);
        const int Deals = 40_000;

        var reached = Enumerable.Range(0, Deals).Count(_ => strata.Sum(table => Dealt(table, random)) >= 11);

        RiseTest.Probability(strata).ShouldBe((double)reached / Deals, 4 * Math.Sqrt(0.05 / Deals));
    }

    [Theory]
    [InlineData(60, 90)]
    [InlineData(70, 80)]
    public void The_normal_law_takes_over_where_the_exact_one_ends(int before, int after)
    {
        TermTable[] few = [new(before / 2, 500, after / 2, 500), new(before - (before / 2), 400, after - (after / 2), 450)];
        TermTable[] many = [new(2 * few[0].SaidBefore, 2_000, 2 * few[0].SaidAfter, 2_000), few[1] with { Before = 4_000, After = 4_500 }];
        many[1] = many[1] with { SaidBefore = 2 * few[1].SaidBefore, SaidAfter = 2 * few[1].SaidAfter };

        few.Sum(table => table.Said).ShouldBeLessThanOrEqualTo(RiseTest.MostExact);
        many.Sum(table => table.Said).ShouldBeGreaterThan(RiseTest.MostExact);
        RiseTest.Probability(many).ShouldBe(ExactOf(many), 0.1 * ExactOf(many));
    }

    // One stratum after another, by the law of one: P(S >= s) = sum over x of P(first = x) P(second >= s - x).
    private static double ExactOf(TermTable[] strata)
    {
        var sum = strata.Sum(table => table.SaidAfter);
        double Least(TermTable table, long x) =>
            x <= 0 ? 1
            : x > table.Said ? 0
            : RiseTest.Probability([table with { SaidAfter = x, SaidBefore = table.Said - x }]);
        return Enumerable.Range(0, (int)strata[0].Said + 1).Sum(x => (Least(strata[0], x) - Least(strata[0], x + 1)) * Least(strata[1], sum - x));
    }

    private static int Dealt(TermTable table, Random random)
    {
        var (after, all, drawn) = (table.After, table.All, 0);
        for (var said = 0; said < table.Said; said++, all--)
            if (random.NextDouble() * all < after)
                (after, drawn) = (after - 1, drawn + 1);
        return drawn;
    }
}
