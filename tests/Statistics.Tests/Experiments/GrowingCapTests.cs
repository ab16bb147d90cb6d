using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

public sealed class GrowingCapTests
{
    private const int Seed = 20250501;

    [Theory]
    [InlineData(0.99)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void After_each_piece_it_is_the_cap_of_all_amounts_so_far(double quantile)
    {
        var (random, cap, all) = (new Random(Seed), new GrowingCap(quantile), new List<double>());
        for (var piece = 0; piece < 200; piece++)
        {
            (double Amount, long Times)[] amounts =
            [
                .. Enumerable.Range(0, random.Next(6)).Select(_ => (Math.Round((random.NextDouble() * 40) - 4, random.Next(3)), (long)random.Next(1, 4))),
            ];
            cap.Add(amounts);
            all.AddRange(amounts.SelectMany(one => Enumerable.Repeat(one.Amount, (int)one.Times)));

            cap.Cap.ShouldBe(AmountCap.Of(all, quantile), $"seed {Seed}, piece {piece}");
            cap.Capped.ShouldBe(all.Count(amount => Math.Abs(amount) > cap.Cap.Limit), $"seed {Seed}, piece {piece}");
        }

        all.Count.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Without_an_amount_nothing_is_capped()
    {
        var cap = new GrowingCap();

        cap.Add([(0, 5)]);

        (cap.Cap, cap.Capped).ShouldBe((AmountCap.None, 0));
    }
}
