using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>How the campaigns of a workspace moved in the week of one campaign's break, each against its own four weeks before.</summary>
/// <param name="Campaigns">Those that moved the way the break did by more than their standard error, the one with the break included.</param>
/// <param name="Against">Those that moved the other way by as much.</param>
/// <param name="Alive">Those with enough answers in both to tell.</param>
/// <param name="Direction">The way of the break.</param>
/// <param name="Median">The middle move of all that are alive, in the KPI's unit.</param>
/// <param name="Own">What the campaign with the break moved beyond that, in the KPI's unit.</param>
public sealed record CommonMove(int Campaigns, int Against, int Alive, Direction Direction, double Median, double Own)
{
    private const int Fewest = 5;
    private const double Least = 0.06;
    private const double StandardErrors = 2;

    /// <summary>
    /// Whether that is a common cause: at least five campaigns, at least 6 % of those alive, and more of them than moved the other way by two standard errors
    /// of a fair coin.
    /// </summary>
    public bool IsCommon => Campaigns >= Fewest && Campaigns >= Least * Alive && Campaigns - Against >= StandardErrors * Math.Sqrt(Campaigns + Against);
}
