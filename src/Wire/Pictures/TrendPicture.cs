using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// All that is drawn of a trend. Points are in ascending order of date; breaks and marks may come in any order and may lie outside the points' dates.
/// </summary>
public sealed record TrendPicture(
    string Title,
    string Unit,
    IReadOnlyList<PicturePoint> Points,
    IReadOnlyList<PictureBreak> Breaks,
    IReadOnlyList<PictureMark> Marks
)
{
    /// <summary>Where it was read, such as a workspace and a seal; null where the picture need not say.</summary>
    public string? Source { get; init; }

    /// <summary>The horizontal axis; there are points.</summary>
    public DateAxis Dates => new(Points[0].Date, Points[^1].Date);

    public static TrendPicture Of(TrustTrend trend) =>
        new(
            $"{KpiText.Words(trend.Kpi)} of {trend.Campaign}{(trend.Only is { } only ? $", {only}" : "")}",
            trend.Unit == "score" ? "points of 100" : KpiText.Words(trend.Unit),
            [.. trend.Points.Select(point => new PicturePoint(point.Date, (long)point.N, point.Value, point.Low, point.High))],
            [
                .. trend.Breaks.Select(one => new PictureBreak(
                    one.Date,
                    one.From,
                    one.To,
                    one.Direction == Direction.Fall ? BreakDirection.Fall : BreakDirection.Rise,
                    Size(one)
                )),
            ],
            [.. trend.Breaks.SelectMany(one => one.Changes).Concat(trend.Wordings).Select(change => new PictureMark(change.At, change.What)).Distinct()]
        );

    private static string Size(TrendBreak one) =>
        $"{BreakWords.Figure(one.Before.Value)} to {BreakWords.Figure(one.After.Value)}"
        + (
            one.CarriedBy.Count == 0
                ? ""
                : $", most of it at {string.Join(" and at ", one.CarriedBy.Select(carrier => $"{carrier.Dimension} {carrier.Scope}"))}"
        );
}

/// <summary>A day's reading from <paramref name="Count"/> answers. No value, or one that is no number below 10^15 in size, leaves a gap in the line.</summary>
public readonly record struct PicturePoint(LocalDate Date, long Count, double? Value = null, double? Low = null, double? High = null);

/// <summary>A break, most likely at <paramref name="Date"/> and credibly between <paramref name="From"/> and <paramref name="To"/>, both included.</summary>
public sealed record PictureBreak(LocalDate Date, LocalDate From, LocalDate To, BreakDirection Direction, string Label);

public enum BreakDirection
{
    Fall,
    Rise,
}

/// <summary>Something recorded that happened on a date: a message published, an adjustment applied.</summary>
public sealed record PictureMark(LocalDate Date, string Label);
