using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>How what a change covers lies to a break, the closest first.</summary>
public enum ScopeFit
{
    /// <summary>It covers the part of the campaign that carries the break.</summary>
    Carrier,

    /// <summary>It is of the campaign, or of a part that does not stand out and is not ruled out.</summary>
    Campaign,

    /// <summary>It is of all campaigns.</summary>
    Everything,
}

/// <summary>
/// Which changes of the book may have to do with a break, by what they cover. A change is ruled out where it is of another campaign, or of a part of the
/// campaign that has no signals around the break, has too few of them to move the KPI by as much, or has less than a quarter of the change while another part
/// carries it. Where signals do not name a dimension nothing is known of the part, and the change stays.
/// </summary>
internal sealed class BookedCandidates(string campaign, string kpi, DaySeries series, IReadOnlyList<BookedChange> booked, IReadOnlyList<CarrierSearch> parts)
{
    private const double LeastPart = 0.25;

    /// <summary>The changes that began or ended between two days, both included, with why they are no candidates; null for candidates.</summary>
    public IEnumerable<(RecordedChange Change, string? Why)> Between(LocalDate first, LocalDate last, LocalDate date, BreakDays days, double? size)
    {
        foreach (var change in booked)
        {
            // Of a change that began and ended there, the end that is closer to the break is told.
            var moments = new[] { (change.At.Day, IsEnd: false), (Day: change.Until?.Day ?? LocalDate.MaxIsoValue, IsEnd: true) };
            var near = moments.Where(moment => moment.Day >= first && moment.Day <= last).ToArray();
            if (near.Length == 0)
                continue;
            var (day, isEnd) = near.MinBy(moment => Math.Abs(Period.DaysBetween(moment.Day, date)));
            var (why, fit) = Judged(change, days, size);
            yield return (
                new RecordedChange(change.Kind, $"change:{change.Id}", day, $"{change.Kind}{(isEnd ? " ended" : "")}: {change.What}")
                {
                    Booked = change,
                    Fit = fit,
                    ReceivedLate = change.RecordedOn > day ? change.RecordedOn : null,
                },
                why
            );
        }
    }

    private (string? Why, ScopeFit Fit) Judged(BookedChange change, BreakDays days, double? size)
    {
        if (change.Campaign is { } other && other != campaign)
            return ($"it is of campaign {other}", ScopeFit.Campaign);
        var fit = change.Campaign is null && change.Scope.Count == 0 ? ScopeFit.Everything : ScopeFit.Campaign;
        foreach (var (dimension, value) in change.Scope)
        {
            if (parts.FirstOrDefault(part => part.Dimension.Name == dimension)?.PartOf(value, days) is not { } part)
                continue;
            if (WhyNot(dimension, value, part, size) is { } why)
                return (why, fit);
            if (part.Carrier?.Scope == value)
                fit = ScopeFit.Carrier;
        }

        return (null, fit);
    }

    private string? WhyNot(string dimension, string value, PartOfBreak part, double? size)
    {
        if (part.Share <= 0)
            return $"no signal of {kpi} around the break is of {dimension} {value}";
        if (size is { } moved && part.Share < moved && series is ShareSeries { Low: var low, High: var high })
            return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{dimension} {value} has {100 * part.Share:0.##} % of the signals, which can move {kpi} by {(high - low) * part.Share:0.####} at most, and "
                    + $"the break is of {(high - low) * moved:0.####}"
            );
        return part.Carrier is { } carrier && carrier.Scope != value && part.OfChange < LeastPart
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"the break is carried by {dimension} {carrier.Scope}, and {dimension} {value} has {100 * Math.Max(0, part.OfChange):0} % of it"
            )
            : null;
    }
}
