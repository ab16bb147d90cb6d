using System.Text;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Wire.Pictures;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>A line of days with its band as SVG paths in a box of 1,000 by a height, broken where a day has nothing to say.</summary>
/// <param name="dates">The horizontal axis.</param>
/// <param name="values">The vertical axis.</param>
/// <param name="height">The height of the box.</param>
internal sealed class LineDrawing(DateAxis dates, ValueAxis values, double height)
{
    private const double Width = 1_000;

    /// <summary>The axes of a line: its values and their bands.</summary>
    public static ValueAxis AxisOf(IEnumerable<TrendPoint> points, DateAxis dates, int ticks) =>
        ValueAxis.Over(
            [
                [
                    .. points
                        .Where(point => point.Value is not null)
                        .Select(point => new Sample(dates.DayOf(point.Date), point.Value!.Value, point.Low, point.High)),
                ],
            ],
            ticks
        );

    public string Line(IReadOnlyList<TrendPoint> points) =>
        string.Concat(Runs(points, point => point.Value is not null).Select(run => Path(run, point => point.Value!.Value)));

    public string Band(IReadOnlyList<TrendPoint> points)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(points, point => point is { Low: not null, High: not null }))
        {
            path.Append(Path(run, point => point.High!.Value));
            foreach (var point in run.Reverse())
                path.Append(CultureInfo.InvariantCulture, $"L{PageText.At(X(point.Date))} {PageText.At(Y(point.Low!.Value))}");
            path.Append('Z');
        }

        return path.ToString();
    }

    /// <summary>A dot for each day's own mean that lies on the axis, drawn as lines without length.</summary>
    public string Dots(IReadOnlyList<TrendPoint> points) =>
        string.Concat(
            points
                .Where(point => point.Mean is { } mean && values.Holds(mean))
                .Select(point => $"M{PageText.At(X(point.Date))} {PageText.At(Y(point.Mean!.Value))}h0")
        );

    public double Y(double value) => height * (1 - values.Fraction(value));

    private double X(LocalDate day) => Width * dates.Fraction(day);

    private string Path(IReadOnlyList<TrendPoint> run, Func<TrendPoint, double> value) =>
        string.Concat(run.Select((point, i) => $"{(i == 0 ? 'M' : 'L')}{PageText.At(X(point.Date))} {PageText.At(Y(value(point)))}"));

    private static IEnumerable<IReadOnlyList<TrendPoint>> Runs(IReadOnlyList<TrendPoint> points, Func<TrendPoint, bool> isSeen)
    {
        var run = new List<TrendPoint>();
        foreach (var point in points.Where(isSeen))
        {
            if (run.Count > 0 && Period.DaysBetween(run[^1].Date, point.Date) > MostGap)
            {
                yield return run;
                run = [];
            }

            run.Add(point);
        }

        if (run.Count > 0)
            yield return run;
    }

    // A line goes on over a week without anything, so that weekly figures are one line.
    private const int MostGap = 8;
}
