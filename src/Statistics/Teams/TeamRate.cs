using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>A team that has orders of every stratum, with its rate under the common mix.</summary>
/// <param name="Parts">The weight of each stratum, its share over the team's orders of it, and the team's events.</param>
/// <param name="Orders">The team's orders.</param>
/// <param name="Variance">Of the rate, were all teams alike: with the rate of each stratum over all teams. Above 0.</param>
/// <param name="Dispersion">The variance of events over that of independent ones.</param>
internal sealed record TeamRate(int Team, IReadOnlyList<(double Weight, long Events)> Parts, long Orders, double Variance, double Dispersion)
{
    public long Events => Parts.Sum(part => part.Events);

    /// <summary>The events for each order under the common mix.</summary>
    public double Rate => Parts.Sum(part => part.Weight * part.Events);

    public StandardisedTeam Among(PauleMandel others, double confidence) =>
        new(Team, Orders, (double)Events / Orders, Estimate(confidence), double.PositiveInfinity, others.Shrunk(Rate, Variance)) { Events = Events };

    /// <summary>The team and another one, whose rate is not higher, as one of so many pairs.</summary>
    public TeamPair Above(TeamRate lower, double confidence, double pairs)
    {
        var sure = 1 - ((1 - confidence) / pairs);
        var difference = Contrast.Difference(Estimate(sure), lower.Estimate(sure)) with { N = Orders + lower.Orders };
        var below = difference.Value - difference.Low;
        // The distance from 0 in the standard errors that the interval shows: above the quantile of the pairs exactly where the interval excludes 0.
        var z = below > 0 ? Confidence.Z(sure) * difference.Value / below : 0;
        return new(
            Team,
            lower.Team,
            difference,
            Math.Min(1, pairs * ChiSquare.Above(z * z, freedom: 1)),
            difference.Low > 0,
            difference.Value > 0 ? below * below / (difference.Value * difference.Value) : null
        );
    }

    private Estimate Estimate(double confidence) => Poisson.Weighted(Parts, Orders, Dispersion, confidence);
}
