using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// Tells whether several campaigns moved together: a sale, an award, an outage of the survey are no break of one campaign. Read from the days themselves, not
/// from the campaigns' breaks, since a move too short or too small to be a break of one campaign is still seen in many.
/// </summary>
public sealed class CommonMoveReader(CellReader cells)
{
    private const int Week = 7;
    private const int Before = 28;

    // With fewer answers a move says nothing.
    private const double FewestNow = 10;
    private const double FewestBefore = 20;

    // Days of a campaign scatter by about this much of its range beyond what its answers explain.
    private const double DayScatter = 0.02;

    /// <summary>
    /// The move of all campaigns in the week from a date on. Null for a KPI that is no share, for cursors inside a day or at a seal, at which only one campaign
    /// is read, and where the campaign itself has too few answers.
    /// </summary>
    public async Task<CommonMove?> ReadAsync(Kpi kpi, int campaign, LocalDate date, Direction direction, Cursors cursors, CancellationToken cancel)
    {
        if (cursors is not { Seal: null, At: null or { Inside: null }, Known: null or { Inside: null } } || !DaySeries.Can(kpi))
            return null;
        var last = date.PlusDays(Week - 1);
        var to = cursors.At is { } at ? LocalDate.Min(at.Whole, last) : last;
        var days = await cells.EveryDaysAsync(date.PlusDays(-Before), to, cursors.Known?.Whole, cancel);
        var moves = new Dictionary<int, Move>();
        foreach (var one in days)
        {
            if (DaySeries.Of(kpi, [.. one]) is ShareSeries series && MoveOf(series, one, date) is { } move)
                moves.Add(one.Key, move);
        }

        if (!moves.TryGetValue(campaign, out var own))
            return null;
        var sign = direction == Direction.Rise ? 1 : -1;
        var others = moves.Where(one => one.Key != campaign).Select(one => sign * one.Value.Size / one.Value.Error).ToArray();
        var middle = Median([.. moves.Values.Select(move => move.Size)]);
        return new CommonMove(
            1 + others.Count(z => z >= 1),
            others.Count(z => z <= -1),
            moves.Count,
            direction,
            middle * own.Range,
            (own.Size - middle) * own.Range
        );
    }

    /// <summary>The same for a campaign and a KPI by their names, as it is known now. Null where there is no such campaign.</summary>
    public async Task<CommonMove?> ReadAsync(string kpi, string campaign, LocalDate date, Direction direction, CancellationToken cancel) =>
        await cells.CampaignAsync(campaign, cancel) is { } id ? await ReadAsync(Kpi.Named(kpi), id, date, direction, Cursors.Now, cancel) : null;

    private static Move? MoveOf(ShareSeries series, IEnumerable<DayMeasure> measures, LocalDate date)
    {
        var (before, now) = (default(CountPoint), default(CountPoint));
        foreach (var (day, point) in series.Days(measures))
        {
            if (day < date)
                before = new(before.Successes + point.Successes, before.Trials + point.Trials);
            else
                now = new(now.Successes + point.Successes, now.Trials + point.Trials);
        }

        if (now.Trials < FewestNow || before.Trials < FewestBefore)
            return null;
        var share = (before.Successes + now.Successes) / (before.Trials + now.Trials);
        var variance = (share * (1 - share) * ((1 / now.Trials) + (1 / before.Trials))) + (2 * DayScatter * DayScatter);
        return new((now.Successes / now.Trials) - (before.Successes / before.Trials), Math.Sqrt(variance), series.High - series.Low);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    // A campaign's move from the four weeks before to the week, as a share, its standard error, and what the whole share is in the KPI's unit.
    private readonly record struct Move(double Size, double Error, double Range);
}
