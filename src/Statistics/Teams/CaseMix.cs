namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>The share of each stratum among the cases of all teams, and how much scores scatter within its cells.</summary>
internal sealed class CaseMix
{
    private readonly Dictionary<int, (double Share, double Variance, long Freedom)> strata;

    /// <param name="cells">Each with at least one case, and one of each team and stratum.</param>
    public CaseMix(IReadOnlyCollection<TeamCell> cells)
    {
        double all = cells.Sum(cell => cell.N);
        var (squares, freedom) = Pooled(cells);
        Scatter = freedom > 0 ? squares / freedom : 0;
        strata = cells
            .GroupBy(cell => cell.Stratum)
            .ToDictionary(
                stratum => stratum.Key,
                stratum =>
                {
                    // A stratum whose scores do not differ, or stand alone in their cells, is taken to scatter as all strata do together.
                    var (own, count) = Pooled(stratum);
                    var share = stratum.Sum(cell => cell.N) / all;
                    return own > 0 ? (share, own / count, count) : (share, Scatter, freedom);
                }
            );
        Shares = [.. strata.OrderBy(one => one.Key).Select(one => new MixShare(one.Key, one.Value.Share))];
    }

    /// <summary>The variance within the cells of all strata; 0 where no cell has two scores that differ.</summary>
    public double Scatter { get; }

    /// <summary>The shares, by number of the stratum.</summary>
    public IReadOnlyList<MixShare> Shares { get; }

    /// <summary>The mean of a team that has every stratum, under this mix.</summary>
    public double Mean(IEnumerable<TeamCell> team) => team.Sum(cell => strata[cell.Stratum].Share * cell.Sum / cell.N);

    /// <summary>
    /// The variance of the mean of a team, or of the difference of two, and its degrees of freedom: Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    /// </summary>
    public (double Variance, double Freedom) Error(IEnumerable<TeamCell> cells)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var stratum in cells.GroupBy(cell => cell.Stratum))
        {
            var (share, variance, freedom) = strata[stratum.Key];
            var part = share * share * variance * stratum.Sum(cell => 1.0 / cell.N);
            (sum, squares) = (sum + part, squares + (part * part / freedom));
        }

        return (sum, sum * sum / squares);
    }

    // Squares about the mean that are no more than what rounding leaves of equal scores are none.
    private static (double Squares, long Freedom) Pooled(IEnumerable<TeamCell> cells)
    {
        const double Rounding = 1e-12;
        var (squares, freedom) = (0.0, 0L);
        foreach (var cell in cells)
        {
            var own = cell.SumOfSquares - (cell.Sum * cell.Sum / cell.N);
            (squares, freedom) = (squares + (own > Rounding * cell.SumOfSquares ? own : 0), freedom + cell.N - 1);
        }

        return (squares, freedom);
    }
}
