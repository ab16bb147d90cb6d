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
        if (mix.Scatter == 0)
            return new TeamOutcome.Refused(TeamRefusal.NoScatter, leftOut);

        TeamMean[] means = [.. whole.Select(team => TeamMean.Of(team, mix))];
        var between = PauleMandel.Of([.. means.Select(team => (team.Mean, team.Variance))]);
        var ordered = means.Select(team => team.Among(between, confidence, minimum, maximum)).OrderByDescending(team => team.Shrunk).ThenBy(team => team.Team);
        return new TeamOutcome.Compared([.. ordered], [.. Pairs(means, mix, confidence)], leftOut, mix.Shares, Math.Sqrt(between.Variance));
    }

    private static IEnumerable<TeamPair> Pairs(TeamMean[] teams, CaseMix mix, double confidence)
    {
        var pairs = teams.Length * (teams.Length - 1) / 2.0;
        return teams.SelectMany(
            (team, i) =>
                teams[(i + 1)..]
                    .Select(other => team.Mean >= other.Mean ? team.Above(other, mix, confidence, pairs) : other.Above(team, mix, confidence, pairs))
        );
    }

    private static TeamCell[] Summed(IReadOnlyCollection<TeamCell> cells)
    {
        const double Rounding = 1e-9;
        if (!cells.All(cell => cell.N >= 0 && cell.Sum * cell.Sum <= cell.N * cell.SumOfSquares * (1 + Rounding) && double.IsFinite(cell.SumOfSquares)))
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

    private static TeamLeftOut LeftOut(TeamCell[] team, CaseMix mix) =>
        new(team[0].Team, team.Sum(cell => cell.N), TeamMean.Raw(team), [.. mix.Shares.Where(stratum => team.All(cell => cell.Stratum != stratum.Stratum))]);
}
