using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Trends;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A trend as a person reads it in a terminal: the plot, then each break in words.</summary>
internal static class TrendText
{
    private const int Height = 18;
    private const int NarrowWidth = 80;
    private const int Widest = 160;

    public static TrendPicture Picture(TrustTrend trend) => new(
        $"{trend.Kpi} of {trend.Campaign}", trend.Unit,
        [.. trend.Points.Select(point => new PicturePoint(point.Date, (long)point.N, point.Value, point.Low, point.High))],
        [.. trend.Breaks.Select(b => new PictureBreak(b.Date, b.From, b.To, b.Direction == Direction.Fall ? BreakDirection.Fall : BreakDirection.Rise, Size(b)))],
        [.. trend.Breaks.SelectMany(b => b.Changes).Distinct().Select(change => new PictureMark(change.At, change.Ref))]);

    public static void Print(TrustTrend trend)
    {
        var width = Output.ToPerson ? Math.Clamp(Console.WindowWidth, NarrowWidth, Widest) : NarrowWidth;
        Console.WriteLine(TerminalPlot.Render(Picture(trend), width, Height, Output.ToPerson, unicode: true));
        PrintBreaks(trend.Kpi, trend.Breaks);
    }

    public static void PrintBreaks(string kpi, IReadOnlyList<TrendBreak> breaks)
    {
        if (breaks.Count == 0)
            Console.WriteLine($"No break of {kpi} is found.");
        foreach (var one in breaks)
        {
            var between = one.From == one.To ? "" : $" (between {Dates.Iso(one.From)} and {Dates.Iso(one.To)})";
            Console.WriteLine($"{Dates.Iso(one.Date)}  {kpi} {(one.Direction == Direction.Fall ? "fell" : "rose")} from {one.Before.Value:0.0##} to {one.After.Value:0.0##}{between}, probability {one.Probability:0.00}");
            foreach (var carrier in one.CarriedBy)
                Console.WriteLine($"            carried by {carrier.Dimension} {carrier.Scope}: {carrier.Before:0.0##} to {carrier.After:0.0##}, {carrier.Share:P0} of the change");
            foreach (var change in one.Changes)
                Console.WriteLine($"            just before: {change.What} on {Dates.Iso(change.At)}");
        }
    }

    private static string Size(TrendBreak one) => $"{one.Before.Value:0.0} to {one.After.Value:0.0}";
}
