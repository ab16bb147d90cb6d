using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>
/// Compares teams under one mix of cases, so that a team with the hard cases does not look the worse for them: direct standardisation, m = sum W_s mean_s
/// with W_s the share of stratum s among the cases of all teams. Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, 2.
/// </summary>
/// <remarks>
/// The variance of m is sum W_s^2 s_s^2 / n_s, s_s^2 the variance within the cells of a stratum, pooled over teams; intervals are of Student's t with the
/// degrees of freedom of Satterthwaite. Cases are taken as independent: where one customer has many, intervals are too narrow. Teams are ordered by means
/// that are shrunk by <see cref="PauleMandel"/>; two are told apart where their difference is sure at the level over the number of pairs (Bonferroni). What
/// the strata do not say, such as harder cases within one, is not adjusted for.
/// </remarks>
public static class TeamComparison
{
    /// <summary>Compares teams.</summary>
    /// <param name="cells">In any order.</param>
    /// <param name="minimum">The least score there can be, at which intervals end.</param>
    /// <param name="maximum">The greatest score there can be.</param>
    /// <exception cref="ArgumentException">A negative number of cases, or sums that no scores have.</exception>
    public static TeamOutcome Of(
        IReadOnlyCollection<TeamCell> cells,
        double confidence = Confidence.Default,
        double minimum = double.NegativeInfinity,
        double maximum = double.PositiveInfinity
    )
    {
        Confidence.Check(confidence);
        TeamCell[] summed = Summed(cells);
        var mix = new CaseMix(summed);
        var teams = summed.GroupBy(cell => cell.Team).OrderBy(team => team.Key).Select(team => (TeamCell[])[.. team]).ToArray();
        TeamCell[][] whole = [.. teams.Where(team => team.Length == mix.Shares.Count)];
        TeamLeftOut[] leftOut = [.. teams.Where(team => team.Length < mix.Shares.Count).Select(team => LeftOut(team, mix))];
        if (whole.Length < 2)
            return new TeamOutcome.Refused(TeamRefusal.TooFewTeams, leftOut);
        return mix.Scatter > 0
            ? new TeamOutcome.Compared(
                [.. Ordered(whole, mix, confidence, (minimum, maximum), out var tau)],
                Pairs(whole, mix, confidence),
                leftOut,
                mix.Shares,
                tau
            )
            : new TeamOutcome.Refused(TeamRefusal.NoScatter, leftOut);
    }

    private static TeamCell[] Summed(IReadOnlyCollection<TeamCell> cells)
    {
        const double Rounding = 1e-9;
        if (cells.Any(cell => cell.N < 0 || (cell.N == 0 && cell.Sum != 0) || cell.Sum * cell.Sum > cell.N * cell.SumOfSquares * (1 + Rounding)))
            throw new ArgumentException("A cell has 0 cases or more, and its sum of squares is at least its squared sum over its cases.", nameof(cells));
        return
        [
            .. cells
                .Where(cell => cell.N > 0)
                .GroupBy(cell => (cell.Team, cell.Stratum))
                .Select(same => new TeamCell(
                    same.Key.Team,
                    same.Key.Stratum,
                    same.Sum(cell => cell.N),
                    same.Sum(cell => cell.Sum),
                    same.Sum(cell => cell.SumOfSquares)
                )),
        ];
    }

    private static IEnumerable<StandardisedTeam> Ordered(
        TeamCell[][] teams,
        CaseMix mix,
        double confidence,
        (double Minimum, double Maximum) range,
        out double tau
    )
    {
        (TeamCell[] Cells, double Mean, double Variance, double Freedom)[] means =
        [
            .. teams.Select(team => mix.Error(team) is var (variance, freedom) ? (team, mix.Mean(team), variance, freedom) : default),
        ];
        var between = PauleMandel.Of([.. means.Select(team => (team.Mean, team.Variance))]);
        tau = Math.Sqrt(between.Variance);
        return means
            .Select(team => new StandardisedTeam(
                team.Cells[0].Team,
                team.Cells.Sum(cell => cell.N),
                Raw(team.Cells),
                Interval(team.Mean, Math.Sqrt(team.Variance) * Student.Quantile(1 - confidence, team.Freedom), team.Cells, range),
                team.Freedom,
                between.Shrunk(team.Mean, team.Variance)
            ))
            .OrderByDescending(team => team.Shrunk)
            .ThenBy(team => team.Team);
    }

    private static List<TeamPair> Pairs(TeamCell[][] teams, CaseMix mix, double confidence)
    {
        var pairs = new List<TeamPair>();
        var level = (1 - confidence) / (teams.Length * (teams.Length - 1) / 2.0);
        for (var i = 0; i < teams.Length; i++)
            foreach (var other in teams[(i + 1)..])
                pairs.Add(
                    mix.Mean(teams[i]) >= mix.Mean(other) ? Pair(teams[i], other, mix, confidence, level) : Pair(other, teams[i], mix, confidence, level)
                );
        return pairs;
    }

    private static TeamPair Pair(TeamCell[] higher, TeamCell[] lower, CaseMix mix, double confidence, double level)
    {
        var difference = mix.Mean(higher) - mix.Mean(lower);
        var (variance, freedom) = mix.Error(higher.Concat(lower));
        var half = Math.Sqrt(variance) * Student.Quantile(level, freedom);
        var chance = Student.TwoSided(difference / Math.Sqrt(variance), freedom);
        return new(
            higher[0].Team,
            lower[0].Team,
            new(difference, difference - half, difference + half, higher.Concat(lower).Sum(cell => cell.N)),
            Math.Min(1, chance * (1 - confidence) / level),
            difference > half,
            difference > 0 ? half * half / (difference * difference) : null
        );
    }

    private static TeamLeftOut LeftOut(TeamCell[] team, CaseMix mix) =>
        new(team[0].Team, team.Sum(cell => cell.N), Raw(team), [.. mix.Shares.Where(stratum => team.All(cell => cell.Stratum != stratum.Stratum))]);

    private static double Raw(TeamCell[] team) => team.Sum(cell => cell.Sum) / team.Sum(cell => cell.N);

    private static Estimate Interval(double mean, double half, TeamCell[] team, (double Minimum, double Maximum) range) =>
        Estimate.Within(range.Minimum, range.Maximum, mean, mean - half, mean + half, team.Sum(cell => cell.N));
}
