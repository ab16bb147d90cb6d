using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>What of a break is of one value of a dimension.</summary>
/// <param name="Share">Its share of the signals that name the dimension, the larger of before and after, 0 to 1.</param>
/// <param name="OfChange">Its share of the whole change, by its rate effect.</param>
/// <param name="Carrier">The value that accounts for most of the break; null where none stands out.</param>
internal readonly record struct PartOfBreak(double Share, double OfChange, Carrier? Carrier);

/// <summary>
/// Which part of a campaign carries a break: the change of the whole split over the values of one dimension into rate effects,
/// (r1 - r0)(s0 + s1) / 2 with s a part's share of the answers and r its level (Kitagawa 1955, Journal of the American Statistical Association 50).
/// </summary>
internal sealed class CarrierSearch
{
    /// <summary>A part that accounts for less than this share of the change does not carry it.</summary>
    private const double Most = 0.5;

    private readonly ShareSeries series;
    private readonly Dictionary<string, SortedList<LocalDate, CountPoint>> parts;
    private readonly (LocalDate Day, string Value, double Events, double Trials)[] cells;

    private CarrierSearch(Dimension dimension, ShareSeries series, IReadOnlyList<DayMeasure> measures)
    {
        (Dimension, this.series) = (dimension, series);
        parts = measures
            .Where(measure => measure.Scope is not null)
            .GroupBy(measure => measure.Scope!, StringComparer.Ordinal)
            .OrderBy(part => part.Key, StringComparer.Ordinal)
            .ToDictionary(part => part.Key, part => series.Days(part), StringComparer.Ordinal);
        cells =
        [
            .. measures
                .Select(measure => (measure.Day, Value: measure.Scope ?? "", Point: series.Share(measure.Measure)))
                .GroupBy(cell => (cell.Day, cell.Value))
                .Select(cell => (cell.Key.Day, cell.Key.Value, cell.Sum(one => one.Point.Successes), cell.Sum(one => one.Point.Trials)))
                .Where(cell => cell is not (_, _, 0, 0))
                .OrderBy(cell => cell.Day)
                .ThenBy(cell => cell.Value, StringComparer.Ordinal),
        ];
    }

    public Dimension Dimension { get; }

    public static CarrierSearch Of(Dimension dimension, IReadOnlyList<DayMeasure> measures, ShareSeries series) => new(dimension, series, measures);

    /// <summary>One search for segment, touchpoint, channel and each of the workspace's own dimensions.</summary>
    public static async Task<IReadOnlyList<CarrierSearch>> ReadAsync(
        CellReader cells,
        IEnumerable<OwnDimension> declared,
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        ShareSeries series,
        CancellationToken cancel
    )
    {
        var searches = new List<CarrierSearch>();
        foreach (var dimension in (Dimension[])[Dimension.Segment, Dimension.Touchpoint, Dimension.Channel, .. declared.Select(own => new Dimension(own.Name))])
            searches.Add(Of(dimension, await cells.DaysAsync(campaign, from, to, cursors, dimension, cancel), series));
        return searches;
    }

    /// <summary>
    /// The part that accounts for most of the change between the days before <paramref name="date"/> and those from it on; null where none stands out.
    /// </summary>
    public Carrier? Of(LocalDate start, LocalDate date, LocalDate end) =>
        Effects(start, date, date, end).MaxBy(carrier => carrier.Share) is { Share: >= Most } largest ? largest : null;

    /// <summary>What of a break is of one value; null where no signal around the break names the dimension.</summary>
    public PartOfBreak? PartOf(string value, BreakDays days)
    {
        var sides = cells
            .Where(cell => cell.Value.Length > 0 && (days.IsBefore(cell.Day) || days.IsAfter(cell.Day)))
            .GroupBy(cell => days.IsAfter(cell.Day))
            .Select(side => side.Where(cell => cell.Value == value).Sum(cell => cell.Trials) / Math.Max(1, side.Sum(cell => cell.Trials)))
            .ToArray();
        if (sides.Length == 0)
            return null;
        var effects = Effects(days.Start, days.Date, days.Since, days.End);
        return new(
            sides.Max(),
            effects.FirstOrDefault(one => one.Scope == value)?.Share ?? 0,
            effects.MaxBy(carrier => carrier.Share) is { Share: >= Most } largest ? largest : null
        );
    }

    /// <summary>The parts of a break by this dimension, and the share of the answers that changed its value; null where they cannot be told.</summary>
    public (BreakParts Parts, double Moved)? Parts(BreakDays days) =>
        // Of a rate a touchpoint has a stretch of the journey only, and its trials are not those of the campaign.
        series.Unit == "ratio"
        && Dimension == Dimension.Touchpoint
            ? null
            : BreakParts.Of(Dimension, series, cells, days);

    private IReadOnlyList<Carrier> Effects(LocalDate start, LocalDate date, LocalDate since, LocalDate end)
    {
        var sides = parts
            .Select(part => (Name: part.Key, Before: Sum(part.Value, start, date.PlusDays(-1)), After: Sum(part.Value, since, end)))
            .Where(part => part.Before.Trials > 0 && part.After.Trials > 0)
            .ToArray();
        if (sides.Length < 2)
            return [];

        var (before, after) = (sides.Sum(part => part.Before.Trials), sides.Sum(part => part.After.Trials));
        var change = (sides.Sum(part => part.After.Successes) / after) - (sides.Sum(part => part.Before.Successes) / before);
        return
        [
            .. sides.Select(part =>
            {
                var (r0, r1) = (part.Before.Successes / part.Before.Trials, part.After.Successes / part.After.Trials);
                var effect = (r1 - r0) * ((part.Before.Trials / before) + (part.After.Trials / after)) / 2;
                return new Carrier(Dimension.Name, part.Name, Scale(r0), Scale(r1), effect / change);
            }),
        ];
    }

    /// <summary>How the mix of the parts moved from the days before <paramref name="date"/> to those from it on; null where there are not two parts.</summary>
    public MixShift? Mix(LocalDate start, LocalDate date, LocalDate end)
    {
        var sides = parts
            .Values.Select(part => (Before: Sum(part, start, date.PlusDays(-1)), After: Sum(part, date, end)))
            .Where(part => part.Before.Trials + part.After.Trials > 0)
            .ToArray();
        var (before, after) = (sides.Sum(part => part.Before.Trials), sides.Sum(part => part.After.Trials));
        if (sides.Length < 2 || before == 0 || after == 0)
            return null;

        var change = (sides.Sum(part => part.After.Successes) / after) - (sides.Sum(part => part.Before.Successes) / before);
        var (chi, effect) = (0.0, 0.0);
        foreach (var (past, now) in sides)
        {
            var expected = (past.Trials + now.Trials) / (before + after);
            chi +=
                ((past.Trials - (expected * before)) * (past.Trials - (expected * before)) / (expected * before))
                + ((now.Trials - (expected * after)) * (now.Trials - (expected * after)) / (expected * after));
            var (r0, r1) = (Level(past, now), Level(now, past));
            effect += ((now.Trials / after) - (past.Trials / before)) * (r0 + r1) / 2;
        }

        return new MixShift(Dimension.Name, ChiSquare.Above(chi, sides.Length - 1), change == 0 ? 0 : effect / change);
    }

    // A part that is there on one side only had no other level.
    private static double Level(CountPoint own, CountPoint other) => own.Trials > 0 ? own.Successes / own.Trials : other.Successes / other.Trials;

    private double Scale(double share) => series.Low + (share * (series.High - series.Low));

    private static CountPoint Sum(SortedList<LocalDate, CountPoint> days, LocalDate from, LocalDate to)
    {
        var inside = days.Where(day => day.Key >= from && day.Key <= to).Select(day => day.Value).ToArray();
        return new CountPoint(inside.Sum(day => day.Successes), inside.Sum(day => day.Trials));
    }
}
