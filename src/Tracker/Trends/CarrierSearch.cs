using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Cells;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Trends;

/// <summary>
/// Which part of a campaign carries a break: the change of the whole split over the values of one dimension into rate effects,
/// (r1 - r0)(s0 + s1) / 2 with s a part's share of the answers and r its level (Kitagawa 1955, Journal of the American Statistical Association 50).
/// </summary>
internal sealed class CarrierSearch(Dimension dimension, IReadOnlyDictionary<string, SortedList<LocalDate, CountPoint>> parts, ShareSeries series)
{
    /// <summary>A part that accounts for less than this share of the change does not carry it.</summary>
    private const double Most = 0.5;

    public static async Task<IReadOnlyList<CarrierSearch>> ReadAsync(
        CellReader cells, int campaign, LocalDate from, LocalDate to, Cursors cursors, ShareSeries series, CancellationToken cancel)
    {
        var searches = new List<CarrierSearch>();
        foreach (var dimension in (Dimension[])[Dimension.Segment, Dimension.Touchpoint, Dimension.Channel])
        {
            var measures = await cells.DaysAsync(campaign, from, to, cursors, dimension, cancel);
            searches.Add(new CarrierSearch(
                dimension,
                measures.Where(measure => measure.Scope is not null).GroupBy(measure => measure.Scope!, StringComparer.Ordinal).OrderBy(part => part.Key, StringComparer.Ordinal)
                    .ToDictionary(part => part.Key, part => series.Days(part), StringComparer.Ordinal),
                series));
        }

        return searches;
    }

    /// <summary>The part that accounts for most of the change between the days before <paramref name="date"/> and those from it on; null where none stands out.</summary>
    public Carrier? Of(LocalDate start, LocalDate date, LocalDate end)
    {
        var sides = parts.Select(part => (Name: part.Key, Before: Sum(part.Value, start, date.PlusDays(-1)), After: Sum(part.Value, date, end)))
            .Where(part => part.Before.Trials > 0 && part.After.Trials > 0).ToArray();
        if (sides.Length < 2)
            return null;

        var (before, after) = (sides.Sum(part => part.Before.Trials), sides.Sum(part => part.After.Trials));
        var change = (sides.Sum(part => part.After.Successes) / after) - (sides.Sum(part => part.Before.Successes) / before);
        var effects = sides.Select(part =>
        {
            var (r0, r1) = (part.Before.Successes / part.Before.Trials, part.After.Successes / part.After.Trials);
            var effect = (r1 - r0) * ((part.Before.Trials / before) + (part.After.Trials / after)) / 2;
            return new Carrier(dimension.ToString().ToLowerInvariant(), part.Name, Scale(r0), Scale(r1), effect / change);
        });
        var largest = effects.MaxBy(carrier => carrier.Share)!;
        return largest.Share >= Most ? largest : null;
    }

    private double Scale(double share) => series.Low + (share * (series.High - series.Low));

    private static CountPoint Sum(SortedList<LocalDate, CountPoint> days, LocalDate from, LocalDate to)
    {
        var inside = days.Where(day => day.Key >= from && day.Key <= to).Select(day => day.Value).ToArray();
        return new CountPoint(inside.Sum(day => day.Successes), inside.Sum(day => day.Trials));
    }
}
