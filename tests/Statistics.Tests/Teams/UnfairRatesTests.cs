using CustomerPerformanceTracker.Statistics.Tests.Effects;

namespace CustomerPerformanceTracker.Statistics.Tests.Teams;

/// <summary>Three teams over a quarter of weeks, of whom the best one gets most of the hard orders; an order may bring several events.</summary>
public sealed class UnfairRatesTests
{
    private const int Weeks = 13;
    private const double HardAdds = 0.15;

    private static readonly (double Rate, double Hard)[] Teams = [(0.02, 0.6), (0.05, 0.2), (0.09, 0.1)];
    private static readonly int Runs = Simulation.Runs(300, longer: 3_000);

    [Fact]
    public void Teams_are_ranked_right_under_an_unfair_mix_where_raw_rates_never_do()
    {
        var played = Enumerable.Range(1, Runs).Select(seed => Play(seed, orders: 80, burst: 0)).ToArray();

        var right = played.Average(one => one.Teams.Select(team => team.Team).SequenceEqual([2, 1, 0]) ? 1.0 : 0);
        var raw = played.Average(one => one.Teams.OrderByDescending(team => team.Raw).Select(team => team.Team).SequenceEqual([2, 1, 0]) ? 1.0 : 0);

        TestContext.Current.SendDiagnosticMessage($"ranked right {right:F3}, by raw rates {raw:F3}, of {Runs}");
        right.ShouldBeGreaterThanOrEqualTo(0.95);
        raw.ShouldBeLessThanOrEqualTo(0.02);
    }

    [Theory]
    [InlineData(80, 0)]
    [InlineData(8, 0)]
    [InlineData(80, 0.5)]
    public void Interval_holds_the_rate_under_the_common_mix(int orders, double burst)
    {
        // The common mix has 0.3 hard orders.
        var held = Enumerable
            .Range(1, Runs)
            .Select(seed => Play(seed, orders, burst))
            .Average(one =>
                one.Teams.Average(team =>
                    Teams[team.Team].Rate + (0.3 * HardAdds) is var truth && team.Standardised.Low <= truth && truth <= team.Standardised.High ? 1.0 : 0
                )
            );

        TestContext.Current.SendDiagnosticMessage($"{orders} orders a week, bursts {burst}: held {held:F3} of {Runs}");
        held.ShouldBeGreaterThanOrEqualTo(0.93);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Teams_that_are_equal_are_seldom_told_apart(double burst)
    {
        var apart = Enumerable.Range(1, Runs).Count(seed => Play(seed, orders: 80, burst, equal: true).Pairs.Any(pair => pair.ToldApart)) / (double)Runs;

        TestContext.Current.SendDiagnosticMessage($"equal teams told apart {apart:F3} of {Runs}, bursts {burst}");
        apart.ShouldBeLessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs)));
    }

    /// <param name="burst">By how much, as a standard deviation of its mean, a week has more or fewer events of a team and stratum.</param>
    private static TeamOutcome.Compared Play(int seed, int orders, double burst, bool equal = false)
    {
        var draws = new Draws(seed);
        var cells = new List<RateCell>();
        foreach (var (team, (rate, share)) in Teams.Index())
        {
            for (var week = 0; week < Weeks; week++)
            {
                // As many hard orders each week as their share says, so that the common mix is known.
                var hard = (int)Math.Round(orders * share * (week + 1)) - (int)Math.Round(orders * share * week);
                foreach (var (stratum, n, mean) in ((int, int, double)[])[(0, orders - hard, 0), (1, hard, HardAdds)])
                    cells.Add(new(team, stratum, week, Poisson(draws, n * ((equal ? 0.05 : rate) + mean) * Factor(draws, burst)), n));
            }
        }

        return RateComparison.Of(cells).ShouldBeOfType<TeamOutcome.Compared>();
    }

    private static double Factor(Draws draws, double burst) => burst == 0 ? 1 : draws.Gamma(1 / (burst * burst)) * burst * burst;

    private static int Poisson(Draws draws, double mean)
    {
        var (count, at) = (0, -Math.Log(1 - draws.Uniform()));
        for (; at < mean; count++)
            at -= Math.Log(1 - draws.Uniform());
        return count;
    }
}
