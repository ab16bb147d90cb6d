namespace CustomerPerformanceTracker.Statistics.Tests.Teams;

public sealed class TeamComparisonTests
{
    // Student (1908), Biometrika 6, 1-25: additional hours of sleep by two drugs, here taken as two teams of ten.
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Two_teams_of_one_stratum_are_compared_by_the_pooled_t_test()
    {
        var compared = Compared(Cell(1, 0, First), Cell(2, 0, Second));

        var pair = compared.Pairs.ShouldHaveSingleItem();
        (pair.Higher, pair.Lower, pair.ToldApart).ShouldBe((2, 1, false));
        pair.Difference.Low.ShouldBe(-0.203874, 1e-5);
        pair.Difference.High.ShouldBe(3.363874, 1e-5);
        pair.PValue.ShouldBe(0.07919, 1e-5);
        compared.Teams.ShouldAllBe(team => Math.Abs(team.Freedom - 18) < 1e-9);
    }

    [Fact]
    public void Teams_that_do_equally_well_in_each_stratum_are_equal_whatever_their_mix()
    {
        double[] easy = [4, 5, 5, 4];
        double[] hard = [2, 1, 3, 2];

        var compared = Compared(Cell(1, 0, easy), Cell(1, 1, [.. hard, .. hard, .. hard]), Cell(2, 0, [.. easy, .. easy, .. easy]), Cell(2, 1, hard));

        compared.Teams.ShouldAllBe(team => Math.Abs(team.Standardised.Value - 3.25) < 1e-12);
        compared.Teams.Select(team => team.Raw).ShouldBe([2.625, 3.875]);
        compared.Mix.ShouldBe([new(0, 0.5), new(1, 0.5)]);
        compared.Tau.ShouldBe(0);
    }

    [Fact]
    public void The_interval_is_that_of_the_weighted_cells()
    {
        // Shares 12/20 and 8/20; the cells of stratum 0 have squares of 2 + 8 with 10 degrees of freedom, those of stratum 1 of 2 + 2 with 6.
        var compared = Compared(new(1, 0, 6, 24, 98), new(1, 1, 4, 8, 18), new(2, 0, 6, 18, 62), new(2, 1, 4, 4, 6));

        var team = compared.Teams[0];
        var (first, second) = (0.36 * (10.0 / 10) / 6, 0.16 * (4.0 / 6) / 4);
        var freedom = Math.Pow(first + second, 2) / ((first * first / 10) + (second * second / 6));
        (team.Team, team.N).ShouldBe((1, 10));
        team.Standardised.Value.ShouldBe((0.6 * 4) + (0.4 * 2), 1e-12);
        team.Freedom.ShouldBe(freedom, 1e-9);
        (team.Standardised.High - team.Standardised.Value).ShouldBe(LevelComparison.Quantile(0.05, freedom) * Math.Sqrt(first + second), 1e-9);
    }

    [Fact]
    public void A_team_without_a_case_of_some_stratum_is_left_out_and_says_which()
    {
        var compared = Compared([.. Cells(1), .. Cells(2), Cell(3, 0, First), new(3, 1, 0, 0, 0)]);

        var left = compared.LeftOut.ShouldHaveSingleItem();
        (left.Team, left.N, left.Raw).ShouldBe((3, 10, First.Average()));
        left.Missing.ShouldBe([new(1, 20.0 / 50)]);
        compared.Teams.Select(team => team.Team).Order().ShouldBe([1, 2]);
    }

    [Fact]
    public void Fewer_than_two_whole_teams_are_refused()
    {
        var refused = TeamComparison.Of([.. Cells(1), Cell(2, 0, First), Cell(3, 1, Second)]).ShouldBeOfType<TeamOutcome.Refused>();

        refused.Refusal.ShouldBe(TeamRefusal.TooFewTeams);
        refused.LeftOut.Select(team => team.Team).ShouldBe([2, 3]);
        refused.Reason.ShouldContain("2 lack one");
        TeamComparison.Of([]).ShouldBeOfType<TeamOutcome.Refused>().Refusal.ShouldBe(TeamRefusal.TooFewTeams);
    }

    [Fact]
    public void Scores_that_never_differ_are_refused() =>
        TeamComparison.Of([Cell(1, 0, [3, 3, 3]), Cell(2, 0, [4])]).ShouldBeOfType<TeamOutcome.Refused>().Refusal.ShouldBe(TeamRefusal.NoScatter);

    [Fact]
    public void A_stratum_whose_scores_never_differ_scatters_as_all_do()
    {
        var compared = Compared(Cell(1, 0, First), Cell(1, 1, [3, 3]), Cell(2, 0, Second), Cell(2, 1, [3]));

        compared.Teams.ShouldAllBe(team => team.Standardised.High > team.Standardised.Value);
        var (one, two) = (Half(compared, 1), Half(compared, 2));
        two.ShouldBeGreaterThan(one);
    }

    [Fact]
    public void Parts_of_a_cell_are_the_cell()
    {
        var parts = Compared(Cell(1, 0, First[..3]), Cell(2, 0, Second), Cell(1, 0, First[3..]));

        var whole = Compared(Cell(1, 0, First), Cell(2, 0, Second));
        parts.Pairs[0].PValue.ShouldBe(whole.Pairs[0].PValue, 1e-12);
    }

    [Fact]
    public void A_rate_is_the_mean_of_ones_and_zeros_and_keeps_its_range()
    {
        var rates = TeamComparison.Of([TeamCell.OfRate(1, 0, 1, 40), TeamCell.OfRate(2, 0, 9, 40)], minimum: 0, maximum: 1);

        var compared = rates.ShouldBeOfType<TeamOutcome.Compared>();
        var scores = Compared(Cell(1, 0, [1, .. new double[39]]), Cell(2, 0, [.. Enumerable.Repeat(1.0, 9), .. new double[31]]));
        compared.Pairs[0].PValue.ShouldBe(scores.Pairs[0].PValue, 1e-12);
        compared.Teams[1].Standardised.Low.ShouldBe(0);
        scores.Teams[1].Standardised.Low.ShouldBeLessThan(0);
    }

    [Fact]
    public void As_many_times_the_cases_as_are_said_to_be_needed_tell_two_teams_apart()
    {
        var pair = Compared(Cell(1, 0, First), Cell(2, 0, Second)).Pairs[0];
        var times = (int)Math.Ceiling(pair.TimesNeeded!.Value);

        var more = Compared(Times(Cell(1, 0, First), times), Times(Cell(2, 0, Second), times)).Pairs[0];

        times.ShouldBe(2);
        more.ToldApart.ShouldBeTrue();
    }

    [Fact]
    public void The_more_teams_the_surer_a_pair_has_to_be()
    {
        TeamCell[] two = [Times(Cell(1, 0, First), 2), Times(Cell(2, 0, Second), 2)];
        TeamCell[] many = [.. two, .. Enumerable.Range(3, 8).Select(team => Cell(team, 0, [.. First, .. Second]))];

        Compared(two).Pairs[0].ToldApart.ShouldBeTrue();
        Compared(many).Pairs.ShouldAllBe(pair => !pair.ToldApart);
        Compared(many).Pairs.Count.ShouldBe(45);
    }

    [Fact]
    public void Cells_that_no_scores_have_are_errors()
    {
        Should.Throw<ArgumentException>(() => TeamComparison.Of([new(1, 0, -1, 0, 0)]));
        Should.Throw<ArgumentException>(() => TeamComparison.Of([new(1, 0, 4, 8, 15)]));
        Should.Throw<ArgumentException>(() => TeamComparison.Of([new(1, 0, 0, 1, 1)]));
        Should.Throw<ArgumentException>(() => TeamComparison.Of([new(1, 0, 4, double.NaN, 15)]));
        Should.Throw<ArgumentException>(() => TeamComparison.Of([new(1, 0, 4, 8, double.PositiveInfinity)]));
    }

    private static double Half(TeamOutcome.Compared compared, int number) =>
        compared.Teams.Single(team => team.Team == number).Standardised is var one ? one.High - one.Value : 0;

    private static TeamCell[] Cells(int team) => [Cell(team, 0, First), Cell(team, 1, Second)];

    private static TeamCell Cell(int team, int stratum, double[] scores) => new(team, stratum, scores.Length, scores.Sum(), scores.Sum(score => score * score));

    private static TeamCell Times(TeamCell cell, int times) =>
        cell with
        {
            N = times * cell.N,
            Sum = times * cell.Sum,
            SumOfSquares = times * cell.SumOfSquares,
        };

    private static TeamOutcome.Compared Compared(params TeamCell[] cells) => TeamComparison.Of(cells).ShouldBeOfType<TeamOutcome.Compared>();
}
