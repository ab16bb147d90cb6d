using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>
/// Compares teams by events for each order under one mix of orders: direct standardisation as in <see cref="TeamComparison"/>, r = sum W_s k_s / n_s with W_s
/// the share of stratum s among the orders of all teams.
/// </summary>
/// <remarks>
/// An order may bring more than one event, so the events of a cell are counts and no yes-or-no answers: their variance is taken as that of independent events,
/// which is their own number (Poisson), times a dispersion that is pooled over all cells: the squares of events about the cell's rate over spans of time,
/// spans / (spans - 1) sum (k_t - r n_t)^2, over the events (the linearised variance of a ratio by clusters: Cochran 1977, Sampling Techniques, 6.3), and at
/// least 1. Each cell keeps its own rate in its variance, since that of counts grows with them and teams' rates may lie far apart. Where an order can bring
/// one event at the most the variance is smaller, r(1 - r), so intervals are then on the wide side, the more so the higher the rate. Intervals are
/// those of <see cref="Poisson.Weighted"/>, those of a difference <see cref="Contrast.Difference"/> of two of them at the level over the number of pairs
/// (Bonferroni). For the order alone rates are drawn together by <see cref="PauleMandel"/>.
/// </remarks>
public static class RateComparison
{
    /// <summary>Compares teams. One without orders of some stratum is left out, whatever its events: from 0 orders there is no rate.</summary>
    /// <param name="cells">In any order.</param>
    /// <exception cref="ArgumentException">A negative number of events or orders.</exception>
    public static TeamOutcome Of(IReadOnlyCollection<RateCell> cells, double confidence = Confidence.Default)
    {
        Confidence.Check(confidence);
        if (!cells.All(cell => cell is { Events: >= 0, Orders: >= 0 }))
            throw new ArgumentException("A cell has 0 events or more and 0 orders or more.", nameof(cells));

        SpannedCell[] all = [.. cells.GroupBy(cell => (cell.Team, cell.Stratum)).Select(SpannedCell.Of)];
        SpannedCell[] summed = [.. all.Where(cell => cell.Orders > 0)];
        double orders = summed.Sum(cell => cell.Orders);
        var strata = summed
            .GroupBy(cell => cell.Stratum)
            .OrderBy(stratum => stratum.Key)
            .Select(stratum => (Stratum: stratum.Key, Orders: stratum.Sum(cell => cell.Orders), Events: stratum.Sum(cell => cell.Events)))
            .ToDictionary(stratum => stratum.Stratum, stratum => (Share: stratum.Orders / orders, Rate: (double)stratum.Events / stratum.Orders));
        MixShare[] mix = [.. strata.Select(stratum => new MixShare(stratum.Key, stratum.Value.Share))];
        var teams = summed.GroupBy(cell => cell.Team).OrderBy(team => team.Key).Select(team => (SpannedCell[])[.. team]).ToArray();
        TeamLeftOut[] leftOut = [.. teams.Where(team => team.Length < mix.Length).Select(team => LeftOut(team, mix, all))];
        if (teams.Length - leftOut.Length < 2)
            return new TeamOutcome.Refused(TeamRefusal.TooFewTeams, leftOut);
        if (summed.Sum(cell => cell.Events) == 0)
            return new TeamOutcome.Refused(TeamRefusal.NoEvents, leftOut);

        var dispersion = Dispersion(summed);
        TeamRate[] rates = [.. teams.Where(team => team.Length == mix.Length).Select(team => Rate(team, dispersion, strata))];
        var between = PauleMandel.Of([.. rates.Select(team => (team.Rate, team.Variance))]);
        var pairs = rates.Length * (rates.Length - 1) / 2.0;
        return new TeamOutcome.Compared(
            [.. rates.Select(team => team.Among(between, confidence)).OrderByDescending(team => team.Shrunk).ThenBy(team => team.Team)],
            [
                .. rates.SelectMany(
                    (team, i) =>
                        rates[(i + 1)..].Select(other => team.Rate >= other.Rate ? team.Above(other, confidence, pairs) : other.Above(team, confidence, pairs))
                ),
            ],
            leftOut,
            mix,
            Math.Sqrt(between.Variance)
        )
        {
            Dispersion = dispersion,
        };
    }

    private static double Dispersion(IEnumerable<SpannedCell> cells)
    {
        var told = cells.Where(cell => cell.Spans.Count > 1 && cell.Events > 0).ToArray();
        return told.Length == 0 ? 1 : Math.Max(1, told.Sum(cell => cell.Squares) / told.Sum(cell => cell.Events));
    }

    private static TeamRate Rate(SpannedCell[] team, double dispersion, Dictionary<int, (double Share, double Rate)> strata) =>
        new(
            team[0].Team,
            [.. team.Select(cell => (strata[cell.Stratum].Share / cell.Orders, cell.Events))],
            team.Sum(cell => cell.Orders),
            dispersion * team.Sum(cell => strata[cell.Stratum] is var (share, rate) ? share * share * rate / cell.Orders : 0),
            dispersion
        );

    /// <summary>A rate as it is has all events of the team, also those of a stratum without orders: without them it would look low.</summary>
    private static TeamLeftOut LeftOut(SpannedCell[] team, MixShare[] mix, SpannedCell[] all)
    {
        var orders = team.Sum(cell => cell.Orders);
        return new(
            team[0].Team,
            orders,
            (double)all.Where(cell => cell.Team == team[0].Team).Sum(cell => cell.Events) / orders,
            [.. mix.Where(stratum => team.All(cell => cell.Stratum != stratum.Stratum))]
        );
    }

    /// <summary>The events and orders of one team and stratum in each span that has any.</summary>
    private sealed record SpannedCell(int Team, int Stratum, IReadOnlyList<(long Events, long Orders)> Spans)
    {
        public long Events { get; } = Spans.Sum(span => span.Events);

        public long Orders { get; } = Spans.Sum(span => span.Orders);

        /// <summary>The squares of events about the cell's rate, as many as there are events where these come independently of each other.</summary>
        public double Squares
        {
            get
            {
                var rate = (double)Events / Orders;
                return Spans.Count / (Spans.Count - 1.0) * Spans.Sum(span => (span.Events - (rate * span.Orders)) * (span.Events - (rate * span.Orders)));
            }
        }

        public static SpannedCell Of(IGrouping<(int Team, int Stratum), RateCell> cells) =>
            new(
                cells.Key.Team,
                cells.Key.Stratum,
                [
                    .. cells
                        .GroupBy(cell => cell.Span)
                        .OrderBy(span => span.Key)
                        .Select(span => (span.Sum(cell => cell.Events), span.Sum(cell => cell.Orders)))
                        .Where(span => span is not (0, 0)),
                ]
            );
    }
}
