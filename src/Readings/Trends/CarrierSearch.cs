using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>
/// Which part of a campaign carries a break: the change of the whole split over the values of one dimension into rate effects,
/// (r1 - r0)(s0 + s1) / 2 with s a part's share of the answers and r its level (Kitagawa 1955, Journal of the American Statistical Association 50).
/// </summary>
internal sealed class CarrierSearch(Dimension dimension, IReadOnlyDictionary<string, SortedList<LocalDate, CountPoint>> parts, ShareSeries series)
{
    /// <summary>A part that accounts for less than this share of the change does not carry it.</summary>
    private const double Most = 0.5;

    public static async Task<IReadOnlyList<CarrierSearch>> ReadAsync(
        CellReader cells,
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        ShareSeries series,
        CancellationToken cancel
    )
    {
        var searches = new List<CarrierSearch>();
        foreach (var dimension in (Dimension[])[Dimension.Segment, Dimension.Touchpoint, Dimension.Channel])
        {
            var measures = await cells.DaysAsync(campaign, from, to, cursors, dimension, cancel);
            searches.Add(
                new CarrierSearch(
                    dimension,
                    measures
                        .Where(measure => measure.Scope is not null)
                        .GroupBy(measure => measure.Scope!, StringComparer.Ordinal)
                        .OrderBy(part => part.Key, StringComparer.Ordinal)
                        .ToDictionary(part => part.Key, part => series.Days(part), StringComparer.Ordinal),
                    series
                )
            );
        }

        return searches;
    }

    /// <summary>
    /// The part that accounts for most of the change between the days before <paramref name="date"/> and those from it on; null where none stands out.
    /// </summary>
    public Carrier? Of(LocalDate start, LocalDate date, LocalDate end)
    {
        var sides = parts
            .Select(part => (Name: part.Key, Before: Sum(part.Value, start, date.PlusDays(-1)), After: Sum(part.Value, date, end)))
            .Where(part => part.Before.Trials > 0 && part.After.Trials > 0)
            .ToArray();
        if (sides.Length < 2)
            return null;

        var (before, after) = (sides.Sum(part => part.Before.Trials), sides.Sum(part => part.After.Trials));
        var change = (sides.Sum(part => part.After.Successes) / after) - (sides.Sum(part => part.Before.Successes) / before);
        var effects = sides.Select(part =>
        {
            var (r0, r1) = (part.Before.Successes / part.Before.Trials, part.After.Successes / part.After.Trials);
            var effect = (r1 - r0) * ((part.Before.Trials / before) + (part.After.Trials / after)) / 2;
            return new Carrier(dimension.Name, part.Name, Scale(r0), Scale(r1), effect / change);
        });
        var largest = effects.MaxBy(carrier => carrier.Share)!;
        return largest.Share >= Most ? largest : null;
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

        return new MixShift(dimension.Name, ChiSquare.Above(chi, sides.Length - 1), change == 0 ? 0 : effect / change);
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
