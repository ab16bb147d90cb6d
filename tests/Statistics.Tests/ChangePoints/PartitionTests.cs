using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

public sealed class PartitionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_best_partition_of_every_cost_equals_brute_force(int seed)
    {
        var draws = new Draws(seed);
        var count = draws.Between(2, 11);
        var partition = new Partition(Penalty: 4 * draws.Uniform(), MinimumLength: draws.Between(1, 3));

        foreach (var cost in Costs(draws, count))
        {
            var least = EveryPartition(count, partition.MinimumLength).Min(bounds => Total(cost, partition, bounds));

            Total(cost, partition, partition.Best(cost)).ShouldBe(least, 1e-9, $"seed {seed}, {cost.GetType().Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_coarse_partition_of_a_short_series_is_the_exact_one(int seed)
    {
        var draws = new Draws(seed);
        var partition = new Partition(Penalty: 6, MinimumLength: 2);
        var cost = Costs(draws, count: 30).First();

        partition.NearlyBest(cost, cells: 30).ShouldBe(partition.Best(cost));
    }

    [Fact]
    public void The_coarse_partition_of_a_long_series_puts_its_breaks_between_the_cells()
    {
        var draws = new Draws(7);
        var values = Enumerable.Range(0, 1000).Select(i => draws.Gaussian() + (i < 333 ? 0 : 8)).ToArray();
        var cost = SeriesCost(Constant.Mean, values, memory: 0);

        new Partition(Penalty: 14, MinimumLength: 3).NearlyBest(cost, cells: 50).ShouldBe([0, 333, 1000]);
    }

    [Fact]
    public void A_series_too_short_for_two_segments_is_one()
    {
        var cost = SeriesCost(Constant.Mean, [0, 0, 9, 9], memory: 0);

        new Partition(Penalty: 0, MinimumLength: 3).Best(cost).ShouldBe([0, 4]);
    }

    private static IEnumerable<ISegmentCost> Costs(Draws draws, int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => draws.Gaussian() + (i < count / 2 ? 0 : 3))];
        CountPoint[] points = [.. Enumerable.Range(0, count).Select(i => draws.Answers(draws.Between(5, 30), i < count / 2 ? 0.9 : 0.4))];
        yield return SeriesCost(Constant.Mean, values, memory: 0);
        yield return SeriesCost(Constant.Mean, values, memory: 0.7);
        yield return SeriesCost(Constant.Line, values, memory: 0.5);
        yield return new CountNoise(Spread: 1, Dispersion: 0.01, Memory: 0).Cost(points);
    }

    private static IResidualCost SeriesCost(Constant constant, double[] values, double memory) =>
        new SeriesShape(constant, memory).Cost(values, [.. Enumerable.Range(0, values.Length).Select(i => (double)i / values.Length)], variance: 1);

    private static double Total(ISegmentCost cost, Partition partition, int[] bounds) =>
        bounds.Zip(bounds.Skip(1), cost.Of).Sum() + ((bounds.Length - 2) * partition.Penalty);

    private static IEnumerable<int[]> EveryPartition(int count, int minimumLength) =>
        from cuts in Enumerable.Range(0, 1 << (count - 1))
        let bounds = (int[])[0, .. Enumerable.Range(1, count - 1).Where(i => (cuts >> (i - 1) & 1) == 1), count]
        where bounds.Length == 2 || bounds.Zip(bounds.Skip(1), (first, end) => end - first).Min() >= minimumLength
        select bounds;
}
