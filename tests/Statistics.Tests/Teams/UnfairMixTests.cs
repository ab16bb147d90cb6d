using CustomerPerformanceTracker.Statistics.Tests.Effects;

namespace CustomerPerformanceTracker.Statistics.Tests.Teams;

/// <summary>Three agents of whom the best one gets most of the hard cases.</summary>
public sealed class UnfairMixTests
{
    private const int Cases = 100;
    private const double HardCosts = 1.3;
    private const double Scatter = 0.8;

    private static readonly (double Mean, double Hard)[] Agents = [(4.5, 0.6), (4.2, 0.1), (3.6, 0.1)];
    private static readonly int Runs = Simulation.Runs(400, longer: 4_000);

    [Fact]
    public void Agents_are_ranked_right_under_an_unfair_mix_where_raw_means_never_do()
    {
        var played = Played();

        var right = played.Count(one => one.Compared.Teams.Select(team => team.Team).SequenceEqual([0, 1, 2])) / (double)Runs;
        var raw = played.Count(one => one.Compared.Teams.OrderByDescending(team => team.Raw).Select(team => team.Team).SequenceEqual([0, 1, 2])) / (double)Runs;

        TestContext.Current.SendDiagnosticMessage($"ranked right {right:F3}, by raw means {raw:F3}, of {Runs}");
        right.ShouldBeGreaterThanOrEqualTo(0.95);
        raw.ShouldBeLessThanOrEqualTo(0.02);
    }

    [Fact]
    public void Interval_holds_what_an_agent_would_have_under_the_common_mix()
    {
        var played = Played();

        // What cases of the common mix cost all agents alike.
        var held = played.Average(one =>
            one.Compared.Teams.Count(team =>
                Agents[team.Team].Mean - (HardCosts * one.Hard) is var truth && team.Standardised.Low <= truth && truth <= team.Standardised.High
            ) / (double)Agents.Length
        );

        TestContext.Current.SendDiagnosticMessage($"held {held:F3} of {Runs}");
        held.ShouldBeGreaterThanOrEqualTo(0.93);
    }

    [Fact]
    public void Agents_who_are_equal_are_seldom_told_apart()
    {
        var apart = Played(equal: true).Count(one => one.Compared.Pairs.Any(pair => pair.ToldApart)) / (double)Runs;

        TestContext.Current.SendDiagnosticMessage($"equal agents told apart {apart:F3} of {Runs}");
        apart.ShouldBeLessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs)));
    }

    [Fact]
    public void Agents_who_differ_much_are_told_apart_the_right_way_round()
    {
        var apart = Played().Average(one => one.Compared.Pairs.Any(pair => pair is { Higher: 0, Lower: 2, ToldApart: true }) ? 1.0 : 0);

        apart.ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Rates_of_orders_are_compared_in_the_same_way()
    {
        // The hard stratum has more tickets for every order; the best team has most of it.
        (double Rate, double Hard)[] teams = [(0.02, 0.6), (0.05, 0.2), (0.09, 0.1)];
        var right = Enumerable
            .Range(1, Runs)
            .Count(seed =>
            {
                var draws = new Draws(seed);
                IEnumerable<TeamCell> Cells(int team, (double Rate, double Hard) one)
                {
                    var hard = (int)(1_000 * one.Hard);
                    yield return TeamCell.OfRate(team, 0, draws.Binomial(1_000 - hard, one.Rate), 1_000 - hard);
                    yield return TeamCell.OfRate(team, 1, draws.Binomial(hard, one.Rate + 0.15), hard);
                }

                var outcome = TeamComparison.Of([.. teams.Index().SelectMany(team => Cells(team.Index, team.Item))], minimum: 0, maximum: 1);
                return outcome.ShouldBeOfType<TeamOutcome.Compared>().Teams.Select(team => team.Team).SequenceEqual([2, 1, 0]);
            });

        ((double)right / Runs).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    private static (TeamOutcome.Compared Compared, double Hard)[] Played(bool equal = false) =>
        [.. Enumerable.Range(1, Runs).Select(seed => Play(seed, equal))];

    private static (TeamOutcome.Compared Compared, double Hard) Play(int seed, bool equal)
    {
        var draws = new Draws(seed);
        var (cells, hardCases) = (new List<TeamCell>(), 0);
        foreach (var (agent, (mean, share)) in Agents.Index())
        {
            var hard = draws.Binomial(Cases, share);
            hardCases += hard;
            cells.Add(Cell(draws, agent, 0, Cases - hard, equal ? 4 : mean));
            cells.Add(Cell(draws, agent, 1, hard, (equal ? 4 : mean) - HardCosts));
        }

        return (TeamComparison.Of(cells).ShouldBeOfType<TeamOutcome.Compared>(), hardCases / (double)(Cases * Agents.Length));
    }

    private static TeamCell Cell(Draws draws, int team, int stratum, int n, double mean)
    {
        double[] scores = [.. Enumerable.Range(0, n).Select(_ => mean + (Scatter * draws.Gaussian()))];
        return new(team, stratum, n, scores.Sum(), scores.Sum(score => score * score));
    }
}
