using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Server.Pages.Overview;

/// <summary>A step of a campaign's path: the four weeks to a day, as differences from what the campaign is held against.</summary>
/// <param name="Demand">Percent of the yardstick.</param>
/// <param name="Feeling">Points.</param>
public readonly record struct PlanePoint(LocalDate To, double Demand, double Feeling);

/// <summary>The way of one campaign over the plane; the last point is where it stands.</summary>
public sealed record PlanePath(CampaignState State, IReadOnlyList<PlanePoint> Points);

/// <summary>
/// The plane of demand and feeling. Every campaign starts at the origin, which is what it is held against (<see cref="Readings.Scorecards.Yardstick"/>):
/// further left its customers buy less than they did, further down they feel worse. A step is the mean of the four weeks before it, of the daily figures
/// behind the campaign's lines; steps lie a week apart.
/// </summary>
public sealed class Plane
{
    private const int Steps = 10;
    private const int WindowDays = 28;
    private const double LeastDemand = 5;
    private const double LeastFeeling = 5;
    private const double Air = 1.15;

    private readonly double width;
    private readonly double height;

    public Plane(IEnumerable<CampaignState> campaigns)
    {
        Paths = [.. campaigns.Select(PathOf).OfType<PlanePath>().Where(path => path.Points.Count > 0)];
        width = Air * Math.Max(LeastDemand, Paths.SelectMany(path => path.Points).Select(point => Math.Abs(point.Demand)).DefaultIfEmpty().Max());
        height = Air * Math.Max(LeastFeeling, Paths.SelectMany(path => path.Points).Select(point => Math.Abs(point.Feeling)).DefaultIfEmpty().Max());
    }

    public IReadOnlyList<PlanePath> Paths { get; }

    /// <summary>How far along, 0 to 100.</summary>
    public double X(double demand) => 50 + 50 * demand / width;

    /// <summary>How far down, 0 to 1.</summary>
    public double Y(double feeling) => 0.5 - 0.5 * feeling / height;

    public IEnumerable<double> DemandTicks => Ticks(width);

    public IEnumerable<double> FeelingTicks => Ticks(height);

    private static IEnumerable<double> Ticks(double reach)
    {
        var rough = reach / 2;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step =
            power
            * (
                rough / power >= 5 ? 5
                : rough / power >= 2 ? 2
                : 1
            );
        for (var at = -Math.Floor(reach / step) * step; at <= reach; at += step)
            yield return Math.Round(at, 6);
    }

    private static PlanePath? PathOf(CampaignState state)
    {
        if (state is not { Demand: { Row.Yardstick.Value: not 0 and var bought } demand, Feeling: { Row.Yardstick.Value: var felt } feeling })
            return null;
        var points = new List<PlanePoint>();
        for (var step = Steps; step >= 0; step--)
        {
            var to = state.Card.To.PlusWeeks(-step);
            if (demand.MeanOf(to.PlusDays(1 - WindowDays), to) is { } buys && feeling.MeanOf(to.PlusDays(1 - WindowDays), to) is { } feels)
                points.Add(new(to, 100 * (buys - bought) / bought, Better(feeling.Row.Kpi) * (feels - felt)));
        }

        return new(state, points);
    }

    private static int Better(Kpi kpi) => kpi.Better == Readings.Kpis.Better.Lower ? -1 : 1;
}
