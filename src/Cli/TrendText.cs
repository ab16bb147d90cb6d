using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A trend as a person reads it in a terminal: the plot, then each break in words.</summary>
internal static class TrendText
{
    private const int Height = 18;
    private const int Hang = 12;
    private const int MostChanges = 6;
    private const int MostRuledOut = 3;

    public static TrendPicture Picture(TrustTrend trend) =>
        new(
            $"{KpiText.Words(trend.Kpi)} of {trend.Campaign}",
            trend.Unit == "score" ? "points of 100" : KpiText.Words(trend.Unit),
            [.. trend.Points.Select(point => new PicturePoint(point.Date, (long)point.N, point.Value, point.Low, point.High))],
            [
                .. trend.Breaks.Select(b => new PictureBreak(
                    b.Date,
                    b.From,
                    b.To,
                    b.Direction == Direction.Fall ? BreakDirection.Fall : BreakDirection.Rise,
                    Size(b)
                )),
            ],
            [.. trend.Breaks.SelectMany(b => b.Changes).Concat(trend.Wordings).Select(change => new PictureMark(change.At, change.What)).Distinct()]
        );

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
        Console.WriteLine(TerminalPlot.Render(Picture(trend), Output.Width, Height, Output.Colours, unicode: true));

    public static void PrintBreaks(TrustTrend trend)
    {
        if (trend.Breaks.Count == 0)
            Console.WriteLine(Output.Paragraph($"No break of {Observed(trend)} is found; searched on {Days(trend.Searched)}."));
        foreach (var one in trend.Breaks)
            PrintBreak(trend, one);
    }

    public static void PrintBreak(TrustTrend trend, TrendBreak one)
    {
        Console.WriteLine(Output.Item($"{Dates.Iso(one.Date)}  ", Told(trend, one)));
        if (Common(one.Common, KpiText.Words(trend.Kpi)) is { } common)
            Console.WriteLine(Output.Paragraph(common, Hang));
        if (Who(one) is { } who)
            Console.WriteLine(Output.Paragraph(who, Hang));
        if (one.Parts is { } parts)
            Console.WriteLine(Output.Paragraph(PartWords.Told(Kpi.Named(trend.Kpi), parts), Hang));
        foreach (var carrier in one.CarriedBy)
            Console.WriteLine(
                Output.Paragraph(
                    $"carried by {carrier.Dimension} {carrier.Scope}: {Figure(carrier.Before)} to {Figure(carrier.After)}, "
                        + Format($"{100 * carrier.Share:0} % of the change"),
                    Hang
                )
            );
        foreach (var line in Candidates(one))
            Console.WriteLine(Output.Paragraph(line, Hang));
    }

    /// <summary>What was recorded just before, the closest first, and what of that is ruled out: candidates, and never causes.</summary>
    private static IEnumerable<string> Candidates(TrendBreak one)
    {
        foreach (var change in one.Changes.Take(MostChanges))
            yield return Before(change, one);
        if (one.Changes.Count + one.FurtherChanges - MostChanges is > 0 and var further)
            yield return $"and {further} more that lie just before";
        if (one.Changes.Any(change => change.Booked is not null))
            yield return "these are candidates by when they came and what they cover, and no causes";
        foreach (var change in one.NotCandidates.Where(change => !change.IsByScope))
            yield return $"no candidate: {change.Ref} of {Dates.Iso(change.At)}, {change.Why}";
        var byScope = one.NotCandidates.Where(change => change.IsByScope).ToArray();
        if (byScope.Length > 0)
            yield return $"looked at and ruled out by scope: {byScope.Length} ("
                + string.Join("; ", byScope.Take(MostRuledOut).Select(change => $"{change.Kind} of {Dates.Iso(change.At)}, {change.Why}"))
                + (byScope.Length > MostRuledOut ? "; ..)" : ")");
    }

    /// <summary>What moved, how far, when and how surely.</summary>
    public static string Told(TrustTrend trend, TrendBreak one)
    {
        var levels = $"from {Figure(one.Before.Value)} to {Figure(one.After.Value)}{Unit(trend)}";
        return one.Shape == Shape.Jump
            ? $"{KpiText.Words(trend.Kpi)} {(one.Direction == Direction.Fall ? "fell" : "rose")} {levels}{When(one)}; "
                + $"probability {Probability(one.Probability)}"
            : $"{KpiText.Words(trend.Kpi)} slid between {Dates.Iso(one.From)} and {Dates.Iso(one.To)}, {levels}; "
                + $"probability {Probability(one.SlideProbability ?? 0)}";
    }

    /// <summary>Which campaigns moved in the same week, and what is left of this one; null where no cause is common.</summary>
    public static string? Common(CommonMove? move, string kpi) =>
        move is { IsCommon: true }
            ? Format($"{move.Campaigns} of {move.Alive} campaigns {(move.Direction == Direction.Fall ? "fell" : "rose")} that week, ")
                + $"the middle one by {Figure(move.Median)} of {kpi}; {Figure(move.Own)} is this one's own"
            : null;

    private static string? Who(TrendBreak one) =>
        one.Answerers switch
        {
            { IsMix: true, Mix: { } mix } when one.Parts is null => Format($"mix: {100 * mix.Share:0} % of it is who answered, by {mix.Dimension}"),
            { Jumped: true } who => Format($"answers jumped with it, from {Figure(who.Before)} to {Figure(who.After)} a day"),
            _ => null,
        };

    private static string Before(RecordedChange change, TrendBreak one) =>
        $"{(change.At < one.From || one.From == one.To ? "just before" : "on a day the break may lie on")}: {change.What} on "
        + Dates.Iso(change.At)
        + (change.Booked is { } booked ? $", of {booked.Covers}" : "")
        + (change.ReceivedLate is { } late ? $", {(change.Booked is null ? "received" : "recorded")} on {Dates.Iso(late)}" : "")
        + (change.Share is { } share ? Format($", named by {100 * share:0.##} % of the signals from the break on") : "");

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

    // Scores and rates say by their size what they are in; money of a day is told in the currency's smallest unit.
    private static string Unit(TrustTrend trend) => trend.Unit == "minor_units" ? " minor units a day" : "";

    /// <summary>The days a break may lie on, in brackets; nothing where there is no doubt.</summary>
    public static string When(TrendBreak one) => one.From == one.To ? "" : $" (between {Dates.Iso(one.From)} and {Dates.Iso(one.To)})";

    /// <summary>A probability is never said to be certain.</summary>
    public static string Probability(double probability) => probability >= 0.995 ? "above 0.99" : Format($"{probability:0.00}");

    private static string Size(TrendBreak one) =>
        Format($"{Figure(one.Before.Value)} to {Figure(one.After.Value)}")
        + (
            one.CarriedBy.Count == 0
                ? ""
                : $", most of it at {string.Join(" and at ", one.CarriedBy.Select(carrier => $"{carrier.Dimension} {carrier.Scope}"))}"
        );

    // Rates lie below 1 and differ in the third decimal; scores and counts do not.
    private static string Figure(double value) => value.ToString(Math.Abs(value) < 1 ? "0.0###" : "#,0.0", CultureInfo.InvariantCulture);

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
