namespace CustomerPerformanceTracker.Statistics.Tests.Teams;

public sealed class RateComparisonTests
{
    [Fact]
    public void Rates_are_those_under_the_common_mix_with_the_interval_of_a_weighted_sum_of_counts()
    {
        // 300 easy and 100 hard orders of each team, so each stratum weighs as it does of all: 600 of 800 and 200 of 800.
        var compared = Compared(new(1, 0, 0, 6, 300), new(1, 1, 0, 10, 100), new(2, 0, 0, 15, 500), new(2, 1, 0, 22, 100));

        var one = compared.Teams.Single(team => team.Team == 1);
        (one.N, one.Events, one.Raw).ShouldBe((400, 16, 16 / 400.0));
        one.Standardised.Value.ShouldBe((0.8 * 6 / 300) + (0.2 * 10 / 100), 1e-12);
        one.Standardised.ShouldBe(Poisson.Weighted([(0.8 / 300, 6), (0.2 / 100, 10)], 400));
        compared.Mix.ShouldBe([new(0, 0.8), new(1, 0.2)]);
        compared.Dispersion.ShouldBe(1);
        compared.Teams[0].Team.ShouldBe(2, "the highest rate stands first");
    }

    [Fact]
    public void Two_teams_are_told_apart_where_the_interval_of_their_difference_excludes_0_and_the_p_says_the_same()
    {
        foreach (var events in Enumerable.Range(10, 40))
        {
            var compared = Compared(new(1, 0, 0, 10, 200), new(2, 0, 0, events, 200));

            var pair = compared.Pairs.ShouldHaveSingleItem();
            pair.ToldApart.ShouldBe(pair.Difference.Low > 0);
            (pair.PValue < 0.05).ShouldBe(pair.ToldApart, $"{events} events, p {pair.PValue}");
            pair.Difference.ShouldBe(
                Contrast.Difference(Poisson.Weighted([(1 / 200.0, events)], 200), Poisson.Weighted([(1 / 200.0, 10)], 200)) with
                {
                    N = 400,
                }
            );
        }
    }

    [Fact]
    public void Events_that_come_in_clumps_over_time_widen_every_interval_by_the_root_of_their_scatter()
    {
        // 0, 20, 0, 20: squares about 10 are 400, over 3 degrees of freedom, for 4 spans 533; of two such cells 1,067 over 80 events.
        RateCell[] clumped = [.. Enumerable.Range(0, 8).Select(i => new RateCell(i / 4, 0, i % 4, i % 2 == 0 ? 0 : 20, 100))];

        var compared = Compared(clumped);

        compared.Dispersion!.Value.ShouldBe(4 / 3.0 * 400 / 40, 1e-12);
        compared.Teams[0].Standardised.ShouldBe(Poisson.Weighted([(1 / 400.0, 40)], 400, 4 / 3.0 * 400 / 40));
    }

    [Fact]
    public void Events_that_scatter_less_than_by_chance_are_taken_as_independent() =>
        Compared([.. Enumerable.Range(0, 8).Select(i => new RateCell(i / 4, 0, i % 4, 10, 100))]).Dispersion.ShouldBe(1);

    [Fact]
    public void From_no_orders_there_is_no_rate_whatever_the_events()
    {
        var compared = Compared(
            new(1, 0, 0, 5, 100),
            new(1, 1, 0, 5, 100),
            new(2, 0, 0, 5, 100),
            new(2, 1, 0, 9, 100),
            new(3, 0, 0, 5, 50),
            new(3, 1, 0, 8, 0)
        );

        var left = compared.LeftOut.ShouldHaveSingleItem();
        (left.Team, left.N, left.Raw, left.Missing[0].Stratum).ShouldBe((3, 50, 13 / 50.0, 1));
        compared.Teams.Select(team => team.Team).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public void A_team_without_an_event_has_an_upper_end_and_a_place_in_the_order()
    {
        var compared = Compared(new(1, 0, 0, 0, 100), new(2, 0, 0, 9, 100));

        var none = compared.Teams[1];
        (none.Team, none.Standardised.Value, none.Standardised.Low).ShouldBe((1, 0, 0));
        none.Standardised.High.ShouldBe(3.689 / 100, 1e-5);
        double.IsFinite(none.Shrunk).ShouldBeTrue();
    }

    [Fact]
    public void Without_any_event_or_with_one_team_alone_nobody_is_compared()
    {
        RateComparison.Of([new(1, 0, 0, 0, 100), new(2, 0, 0, 0, 90)]).ShouldBeOfType<TeamOutcome.Refused>().Refusal.ShouldBe(TeamRefusal.NoEvents);
        RateComparison.Of([new(1, 0, 0, 4, 100), new(2, 0, 0, 4, 0)]).ShouldBeOfType<TeamOutcome.Refused>().Refusal.ShouldBe(TeamRefusal.TooFewTeams);
        Should.Throw<ArgumentException>(() => RateComparison.Of([new(1, 0, 0, -1, 100)]));
        Should.Throw<ArgumentException>(() => RateComparison.Of([new(1, 0, 0, 1, -100)]));
    }

    private static TeamOutcome.Compared Compared(params RateCell[] cells) => RateComparison.Of(cells).ShouldBeOfType<TeamOutcome.Compared>();
}
