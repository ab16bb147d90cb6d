namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>The scores of one team's cases of one kind. Cells of the same team and stratum are summed, and one without cases is none.</summary>
/// <param name="Team">The number of the team or agent.</param>
/// <param name="Stratum">The number of the kind of case: a topic, a channel, a product.</param>
/// <param name="N">Cases with a score.</param>
/// <param name="Sum">The sum of the scores.</param>
/// <param name="SumOfSquares">The sum of the squared scores.</param>
public readonly record struct TeamCell(int Team, int Stratum, long N, double Sum, double SumOfSquares)
{
    /// <summary>A cell of yes-or-no cases, such as orders with a ticket of all orders: each scores 1 or 0, and a mean is a rate.</summary>
    public static TeamCell OfRate(int team, int stratum, long events, long n) => new(team, stratum, n, events, events);
}
