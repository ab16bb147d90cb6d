using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Reviews;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A review as a person reads it in a terminal: the table, then where each KPI broke, what was told and what was changed.</summary>
internal static class ReviewText
{
    public static void Print(Review review)
    {
        ScorecardTable.Print(review.Scorecard);
        Console.WriteLine();
        foreach (var kpi in review.Kpis.Where(kpi => kpi.Finding == Finding.Broke).DistinctBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal))
            TrendText.PrintBreaks(kpi.Trend!);
        foreach (var kpi in review.Kpis.Where(kpi => kpi.Finding == Finding.ChangedUndated))
            Console.WriteLine(Output.Paragraph(Undated(kpi)));
        PrintSearched(review);
        if (review.Alerts.Count == 0)
            Console.WriteLine("No alerts in these days.");
        foreach (var alert in review.Alerts)
            Console.WriteLine(AlertText.Line(alert));
        if (review.Adjustments.Count == 0)
            Console.WriteLine("Nothing was changed in these days.");
        foreach (var adjustment in review.Adjustments)
            Console.WriteLine(AdjustmentText.Whole(adjustment));
    }

    private static string Undated(ReviewedKpi kpi)
    {
        var change = KpiText.Change(kpi.Reading);
        var why = kpi switch
        {
            { Trend: null } => "it has no value of a single day in one currency, so no day could be searched",
            { BrokeBefore: { } before } => $"it broke on {Dates.Iso(before.Date)}, in the period before, and not in this one",
            _ => "no single day of a break was found",
        };
        var way = kpi.Reading.Change!.Value.Value < 0 ? "lower" : "higher";
        return $"{Capital(KpiText.Name(kpi.Kpi))} is {way} by {change.TrimStart('-', '+')} than in the period before (sure); {why}.";
    }

    /// <summary>Says of what no break was found and what that rests on; a KPI without a day of its own is not among them.</summary>
    private static void PrintSearched(Review review)
    {
        var (period, quiet) = ($"{Dates.Iso(review.From)} to {Dates.Iso(review.To)}", review.Kpis.Where(kpi => kpi.Trend is { Breaks.Count: 0 }).DistinctBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal).ToArray());
        foreach (var alike in quiet.Where(kpi => kpi.Trend!.Searched.Days > 0).OrderByDescending(kpi => kpi.Kpi.Side).GroupBy(kpi => TrendText.Days(kpi.Trend!.Searched)))
            Console.WriteLine(Output.Paragraph($"No break from {period} is found of {string.Join(", ", alike.Select(kpi => TrendText.Observed(kpi.Trend!)))}; searched on {alike.Key}."));

        if (!review.Kpis.Any(kpi => kpi.Kpi.Side == Side.Emotion))
            Console.WriteLine(Output.Paragraph($"No emotional KPI has an answer from {period}, so no break of one could be searched."));
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
