using System.Globalization;
using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Tracker.Trends;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A trend as a person reads it in a terminal: the plot, then each break in words.</summary>
internal static class TrendText
{
    private const int Height = 18;
    private const int Hang = 12;

    public static TrendPicture Picture(TrustTrend trend) => new(
        $"{KpiText.Words(trend.Kpi)} of {trend.Campaign}", trend.Unit == "score" ? "points of 100" : KpiText.Words(trend.Unit),
        [.. trend.Points.Select(point => new PicturePoint(point.Date, (long)point.N, point.Value, point.Low, point.High))],
        [.. trend.Breaks.Select(b => new PictureBreak(b.Date, b.From, b.To, b.Direction == Direction.Fall ? BreakDirection.Fall : BreakDirection.Rise, Size(b)))],
        [.. trend.Breaks.SelectMany(b => b.Changes).Distinct().Select(change => new PictureMark(change.At, change.What))]);

    public static void Print(TrustTrend trend)
    {
        if (trend.NotFolded is { } part)
            Console.WriteLine(Output.Paragraph(part.Text));
        PrintPicture(trend);
        PrintBreaks(trend.Kpi, trend.Breaks);
    }

    public static void PrintPicture(TrustTrend trend) =>
        Console.WriteLine(TerminalPlot.Render(Picture(trend), Output.Width, Height, Output.Colours, unicode: true));

    public static void PrintBreaks(string kpi, IReadOnlyList<TrendBreak> breaks)
    {
        if (breaks.Count == 0)
            Console.WriteLine($"No break of {KpiText.Words(kpi)} is found.");
        foreach (var one in breaks)
        {
            Console.WriteLine(Output.Item($"{Dates.Iso(one.Date)}  ", Format($"{KpiText.Words(kpi)} {(one.Direction == Direction.Fall ? "fell" : "rose")} from {Figure(one.Before.Value)} to {Figure(one.After.Value)}{When(one)}; probability {Probability(one.Probability)}")));
            foreach (var carrier in one.CarriedBy)
                Console.WriteLine(Output.Paragraph(Format($"carried by {carrier.Dimension} {carrier.Scope}: {Figure(carrier.Before)} to {Figure(carrier.After)}, {100 * carrier.Share:0} % of the change"), Hang));
            foreach (var change in one.Changes)
                Console.WriteLine(Output.Paragraph($"just before: {change.What} on {Dates.Iso(change.At)}", Hang));
        }
    }

    /// <summary>The days a break may lie on, in brackets; nothing where there is no doubt.</summary>
    public static string When(TrendBreak one) => one.From == one.To ? "" : $" (between {Dates.Iso(one.From)} and {Dates.Iso(one.To)})";

    /// <summary>A probability is never said to be certain.</summary>
    public static string Probability(double probability) => probability >= 0.995 ? "above 0.99" : Format($"{probability:0.00}");

    private static string Size(TrendBreak one) =>
        Format($"{Figure(one.Before.Value)} to {Figure(one.After.Value)}") + (one.CarriedBy.Count == 0 ? "" : $", most of it at {string.Join(" and at ", one.CarriedBy.Select(carrier => $"{carrier.Dimension} {carrier.Scope}"))}");

    // Rates lie below 1 and differ in the third decimal; scores and counts do not.
    private static string Figure(double value) => value.ToString(Math.Abs(value) < 1 ? "0.0###" : "#,0.0", CultureInfo.InvariantCulture);

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
