using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>A team that has every stratum, with its mean under the common mix.</summary>
/// <param name="Variance">Of the mean, above 0.</param>
/// <param name="Freedom">Degrees of freedom of the variance.</param>
internal sealed record TeamMean(TeamCell[] Cells, double Mean, double Variance, double Freedom)
{
    public static TeamMean Of(TeamCell[] cells, CaseMix mix)
    {
        var (variance, freedom) = mix.Error(cells);
        return new(cells, mix.Mean(cells), variance, freedom);
    }

    public int Team => Cells[0].Team;

    public long N => Cells.Sum(cell => cell.N);

    /// <summary>The team among others, whose law says how far its mean is drawn to the common one.</summary>
    public StandardisedTeam Among(PauleMandel others, double confidence, double minimum, double maximum)
    {
        var half = Math.Sqrt(Variance) * Student.Quantile(1 - confidence, Freedom);
        var estimate = Estimate.Within(minimum, maximum, Mean, Mean - half, Mean + half, N);
        return new(Team, N, Raw(Cells), estimate, Freedom, others.Shrunk(Mean, Variance));
    }

    /// <summary>The team and another one, whose mean is not higher, as one of so many pairs.</summary>
    public TeamPair Above(TeamMean lower, CaseMix mix, double confidence, double pairs)
    {
        var difference = Mean - lower.Mean;
        var (variance, freedom) = mix.Error(Cells.Concat(lower.Cells));
        var half = Math.Sqrt(variance) * Student.Quantile((1 - confidence) / pairs, freedom);
        var chance = Student.TwoSided(difference / Math.Sqrt(variance), freedom);
        return new(
            Team,
            lower.Team,
            new(difference, difference - half, difference + half, N + lower.N),
            Math.Min(1, pairs * chance),
            difference > half,
            difference > 0 ? half * half / (difference * difference) : null
        );
    }

    /// <summary>The mean of the cases as they are.</summary>
    public static double Raw(TeamCell[] cells) => cells.Sum(cell => cell.Sum) / cells.Sum(cell => cell.N);
}
