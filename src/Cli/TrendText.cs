using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A trend as a person reads it in a terminal: the plot, then each break in words.</summary>
internal static class TrendText
{
    private const int Height = 18;
    private const int Hang = 12;

    public static void Print(TrustTrend trend)
    {
        if (trend.NotFolded is { } part)
            Console.WriteLine(Output.Paragraph(part.Text));
        PrintPicture(trend);
        PrintBreaks(trend);
        foreach (var wording in trend.Wordings)
            Console.WriteLine(Output.Item($"{Dates.Iso(wording.At)}  ", wording.What));
        if (trend.Note is { } note)
            Console.WriteLine(Output.Paragraph($"{KpiText.Words(trend.Kpi)}: {KpiText.Words(note)}"));
        if (trend.Ahead is { } ahead)
            AheadText.Print(ahead.Last, ahead.What);
    }

    public static void PrintPicture(TrustTrend trend) =>
        Console.WriteLine(TerminalPlot.Render(TrendPicture.Of(trend), Output.Width, Height, Output.Colours, unicode: true));

    public static void PrintBreaks(TrustTrend trend)
    {
        if (trend.Breaks.Count == 0)
            Console.WriteLine(Output.Paragraph($"No break of {Observed(trend)} is found; searched on {Days(trend.Searched)}."));
        foreach (var one in trend.Breaks)
            PrintBreak(trend, one);
    }

    public static void PrintBreak(TrustTrend trend, TrendBreak one)
    {
        Console.WriteLine(Output.Item($"{Dates.Iso(one.Date)}  ", BreakWords.Told(trend, one)));
        if (BreakWords.Common(one.Common, KpiText.Words(trend.Kpi)) is { } common)
            Console.WriteLine(Output.Paragraph(common, Hang));
        if (BreakWords.Who(one) is { } who)
            Console.WriteLine(Output.Paragraph(who, Hang));
        if (one.Parts is { } parts)
            Console.WriteLine(Output.Paragraph(PartWords.Told(Kpi.Named(trend.Kpi), parts), Hang));
        foreach (var carrier in one.CarriedBy)
            Console.WriteLine(
                Output.Paragraph(
                    $"carried by {carrier.Dimension} {carrier.Scope}: {BreakWords.Figure(carrier.Before)} to {BreakWords.Figure(carrier.After)}, "
                        + Format($"{100 * carrier.Share:0} % of the change"),
                    Hang
                )
            );
        foreach (var line in BreakWords.Candidates(one))
            Console.WriteLine(Output.Paragraph(line, Hang));
    }

    /// <summary>A KPI with the number of answers, trials or events a break of it was searched in.</summary>
    public static string Observed(TrustTrend trend)
    {
        var what = Kpi.Named(trend.Kpi) switch
        {
            { Side: Side.Emotion } => "answers",
            { Unit: KpiUnit.Ratio } => "trials",
            _ => "events",
        };
        return Format($"{KpiText.Words(trend.Kpi)} ({trend.Searched.N:N0} {what})");
    }

    /// <summary>The days that were searched.</summary>
    public static string Days(SearchedDays searched) =>
        searched is { From: { } from, To: { } to }
            ? Format($"{searched.Days:N0} {(searched.Days == 1 ? "day" : "days")} from {Dates.Iso(from)} to {Dates.Iso(to)}")
            : "no day: none has anything of it";

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
