namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>Fifths of customers, and the area under the ROC curve.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Fifths_of_distinct_values_are_equal_in_size_and_ascend()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)(i * 37 % 100))];

        var fifths = Quintiles.Of(values);

        fifths.GroupBy(fifth => fifth).ShouldAllBe(fifth => fifth.Count() == 20);
        fifths.Distinct().Count().ShouldBe(Quintiles.Count);
        ShouldAscend(values, fifths);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public void Fifths_ascend_and_equal_values_share_one(int count)
    {
        var draws = new Draws(5);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => (double)draws.Between(0, 9))];

        var fifths = Quintiles.Of(values);

        fifths.Length.ShouldBe(count);
        fifths.ShouldAllBe(fifth => fifth >= 1 && fifth <= Quintiles.Count);
        ShouldAscend(values, fifths);
        values.Zip(fifths).Distinct().Count().ShouldBe(values.Distinct().Count());
    }

    [Fact]
    public void Recency_frequency_and_money_rank_what_was_known_by_the_day()
    {
        PurchaseHistory[] customers =
        [
            PurchaseHistory.Of([new(0, 10), new(50, 1)]),
            PurchaseHistory.Of([new(1, 500)]),
            PurchaseHistory.Of([new(2, 5), new(3, 5), new(9, 5), new(99, 1_000)]),
            PurchaseHistory.Of([new(4, 40), new(5, 40)]),
            PurchaseHistory.Of([new(8, 1)]),
        ];

        Quintiles.Of(customers, day: 20).ShouldBe([new(1, 2, 2), new(2, 2, 5), new(5, 5, 3), new(3, 4, 4), new(4, 2, 1)]);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
    {
        var draws = new Draws(6);
        var (scores, bought) = Sample(draws, 60);
        var pairs =
            from i in Enumerable.Range(0, scores.Length)
            from j in Enumerable.Range(0, scores.Length)
            where bought[i] && !bought[j]
            select scores[i] > scores[j] ? 1.0
            : scores[i].Equals(scores[j]) ? 0.5
            : 0;

        Ranking.Auc(scores, bought)!.Value.ShouldBe(pairs.Average(), 1e-12);
        Ranking.Auc(scores, [.. bought.Select(_ => true)]).ShouldBeNull();
    }

    [Fact]
    public void The_standard_error_of_a_difference_is_how_much_it_scatters()
    {
        var draws = new Draws(7);
        var (differences, errors) = (new List<double>(), new List<double>());
        for (var run = 0; run < 300; run++)
        {
            var (scores, bought) = Sample(draws, 200);
            double[] others = [.. scores.Select(score => score + (2 * draws.Gaussian()))];
            differences.Add(Ranking.Auc(scores, bought)!.Value - Ranking.Auc(others, bought)!.Value);
            errors.Add(Ranking.DifferenceError(scores, others, bought)!.Value);
        }

        var mean = differences.Average();
        var scatter = Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / (differences.Count - 1));
        errors.Average().ShouldBe(scatter, 0.15 * scatter);
    }

    [Fact]
    public void A_score_does_not_differ_from_itself()
    {
        var (scores, bought) = Sample(new Draws(8), 50);

        Ranking.DifferenceError(scores, scores, bought).ShouldBe(0);
        Ranking.DifferenceError(scores, scores, [true, .. Enumerable.Repeat(false, 49)]).ShouldBeNull();
    }

    private static (double[] Scores, bool[] Bought) Sample(Draws draws, int count)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => (double)draws.Between(0, 12))];
        return (scores, [.. scores.Select(score => draws.Uniform() < (score + 3) / 20)]);
    }

    private static void ShouldAscend(double[] values, int[] fifths)
    {
        int[] sorted = [.. values.Zip(fifths).OrderBy(one => one.First).Select(one => one.Second)];
        sorted.Zip(sorted.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
    }
}
