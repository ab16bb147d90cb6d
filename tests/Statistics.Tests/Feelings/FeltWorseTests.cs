using CustomerPerformanceTracker.Statistics.Feelings;

namespace CustomerPerformanceTracker.Statistics.Tests.Feelings;

public sealed class FeltWorseTests
{
    private static readonly SignKind[] Kinds = [new("loyalty", 5, IsAnswer: true), new("refunded", 2, IsAnswer: false), new("contact", 3, IsAnswer: false)];

    [Fact]
    public void All_signs_together_find_more_of_those_who_feel_worse_than_the_last_score()
    {
        var (customers, worse) = Shop(seed: 1, count: 3_000, share: 0.3);

        var model = Told(customers);

        int[] bySigns = [.. Enumerable.Range(0, customers.Length).OrderByDescending(i => model.Probability(customers[i], 0)).Take(400)];
        int[] byScore = [.. Enumerable.Range(0, customers.Length).OrderBy(i => LastScore(customers[i])).ThenBy(i => i).Take(400)];
        model.Share.ShouldBe(0.3, 0.05);
        bySigns.Count(i => worse[i]).ShouldBeGreaterThan(360);
        byScore.Count(i => worse[i]).ShouldBeLessThan(330);
    }

    [Fact]
    public void The_probability_that_is_said_is_the_share_that_feels_worse()
    {
        var (customers, worse) = Shop(seed: 2, count: 6_000, share: 0.4);

        var model = Told(customers);

        var said = Reliability.Of([.. customers.Select(signs => model.Probability(signs, 0))], worse);
        said.LevelError.ShouldBe(0, 0.03);
        said.Gap.ShouldBeLessThan(0.04);
    }

    [Fact]
    public void Customers_who_came_after_feelings_broke_are_not_taken_for_those_before()
    {
        var (before, _) = Shop(seed: 5, count: 3_000, share: 0.01);
        var (after, worse) = Shop(seed: 6, count: 1_000, share: 0.5);
        IReadOnlyList<Sign>[] customers =
        [
            .. before,
            .. after.Select(signs => (IReadOnlyList<Sign>)[.. signs.Where(sign => sign.Kind > 0 || sign.Value % 2 == 0)]),
        ];
        int[] groups = [.. before.Select(_ => 0), .. after.Select(_ => 1)];

        var model = FeltWorse.Fit(Kinds, customers, groups).ShouldBeOfType<FeltWorseOutcome.Told>().Model;

        var said = after.Select((_, i) => model.Probability(customers[3_000 + i], 1)).ToArray();
        said.Average().ShouldBe(0.5, 0.07);
        model.Probability([], 0).ShouldBeLessThan(0.06);
        Reliability.Of(said, worse).Gap.ShouldBeLessThan(0.08);
    }

    [Fact]
    public void A_sign_that_comes_of_feeling_worse_weighs_for_it()
    {
        var (customers, _) = Shop(seed: 3, count: 3_000, share: 0.3);

        var model = Told(customers);

        model.Weight(new Sign(1, 1)).ShouldBeGreaterThan(1);
        model.Weight(new Sign(0, 4)).ShouldBeLessThan(-1);
        Math.Abs(model.Weight(new Sign(2, 0))).ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Customers_who_all_feel_alike_are_not_parted()
    {
        var draws = new Draws(4);
        Sign[][] customers = [.. Enumerable.Range(0, 1_000).Select(_ => (Sign[])[new(0, draws.Between(2, 4)), new(1, draws.Uniform() < 0.1 ? 1 : 0)])];

        var outcome = FeltWorse.Fit(Kinds, customers, new int[customers.Length]);

        outcome.ShouldBeOfType<FeltWorseOutcome.Refused>().Reason.ShouldContain("one kind of customer explains them as well as two");
    }

    [Fact]
    public void Few_answers_are_refused_with_the_number_that_is_missing()
    {
        Sign[][] customers = [.. Enumerable.Range(0, 30).Select(i => (Sign[])[new(0, i % 5)]), [new(1, 1)]];

        var outcome = FeltWorse.Fit(Kinds, customers, new int[customers.Length]);

        outcome.ShouldBeOfType<FeltWorseOutcome.Refused>().Reason.ShouldBe("30 customers answered a question; 40 are needed, 10 are missing.");
    }

    private static FeltWorse Told(IReadOnlyList<Sign>[] customers) =>
        FeltWorse.Fit(Kinds, customers, new int[customers.Length]).ShouldBeOfType<FeltWorseOutcome.Told>().Model;

    private static int LastScore(IReadOnlyList<Sign> signs) => signs.Where(sign => sign.Kind == 0).Select(sign => sign.Value).DefaultIfEmpty(3).Last();

    // Those who feel worse answer lower, send an order back now and then, and ask about billing; contacts about delivery come from all alike.
    private static (IReadOnlyList<Sign>[] Customers, bool[] Worse) Shop(int seed, int count, double share)
    {
        var draws = new Draws(seed);
        var (customers, worse) = (new IReadOnlyList<Sign>[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            worse[i] = draws.Uniform() < share;
            List<Sign> signs = [new(0, Score(draws, worse[i]))];
            for (var order = draws.Between(0, 4); order > 0; order--)
                signs.Add(new(1, draws.Uniform() < (worse[i] ? 0.3 : 0.02) ? 1 : 0));
            for (var contact = draws.Between(0, 2); contact > 0; contact--)
                signs.Add(
                    new(
                        2,
                        draws.Uniform() < 0.4 ? 0
                            : worse[i] ? 1
                            : 2
                    )
                );
            customers[i] = signs;
        }

        return (customers, worse);
    }

    private static int Score(Draws draws, bool worse) => (worse ? 0 : 1) + draws.Between(0, 3);
}
