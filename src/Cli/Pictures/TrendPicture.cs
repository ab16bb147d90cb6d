namespace CustomerPerformanceTracker.Cli.Pictures;

/// <summary>
/// All that is drawn of a trend. Points are in ascending order of date; breaks and marks may come in any order and may lie outside the points' dates.
/// </summary>
internal sealed record TrendPicture(
    string Title,
    string Unit,
    IReadOnlyList<PicturePoint> Points,
    IReadOnlyList<PictureBreak> Breaks,
    IReadOnlyList<PictureMark> Marks
)
{
    /// <summary>The horizontal axis; there are points.</summary>
    public DateAxis Dates => new(Points[0].Date, Points[^1].Date);
}

/// <summary>A day's reading from <paramref name="Count"/> answers. No value, or one that is no number below 10^15 in size, leaves a gap in the line.</summary>
internal readonly record struct PicturePoint(LocalDate Date, long Count, double? Value = null, double? Low = null, double? High = null);

/// <summary>A break, most likely at <paramref name="Date"/> and credibly between <paramref name="From"/> and <paramref name="To"/>, both included.</summary>
internal sealed record PictureBreak(LocalDate Date, LocalDate From, LocalDate To, BreakDirection Direction, string Label);

internal enum BreakDirection
{
    Fall,
    Rise,
}

/// <summary>Something recorded that happened on a date: a message published, an adjustment applied.</summary>
internal sealed record PictureMark(LocalDate Date, string Label);
