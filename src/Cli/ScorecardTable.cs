using System.Globalization;
using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;
using NodaTime;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A scorecard as a person reads it in a terminal of 80 columns or more.</summary>
internal static class ScorecardTable
{
    private const int Roomy = 110;

    // Of these a split shows as many as fit, in this order, those that any part has a value of.
    private static readonly Kpi[] ForSplits = [Kpi.ConversionRate, Kpi.Trust, Kpi.Satisfaction, Kpi.Clarity, Kpi.Loyalty, Kpi.Visits];

    public static void Print(CampaignScorecard card)
    {
        var days = Period.DaysBetween(card.From, card.To) + 1;
        Console.WriteLine(Output.Paragraph($"{card.Campaign}  {Dates.Iso(card.From)} to {Dates.Iso(card.To)}, against the {days} days before; seal {card.Seal}"));
        if (card.NotFolded is { } part)
            Console.WriteLine(Output.Paragraph(part.Text));
        Output.Screen.Write(KpiTable(card.Whole));
        PrintNotes(card.Whole);
        AheadText.Print(card.To, card.Ahead);
        PrintReading(card.Whole);
        if (card.By.Count > 0)
            PrintSplit(card);
    }

    public static void PrintReading(Scorecard card)
    {
        var (logic, emotion, hybrid) = card.Indices;
        Output.Screen.MarkupLine($"Reading: {Coloured(card.Reading)}. {ReadingText.Sentence(card)}");
        Output.Screen.MarkupLine($"Indices: logic {Index(logic)}, emotion {Index(emotion)}, hybrid {Index(hybrid)}  (0 far off target, 1 on it)");
    }

    /// <summary>The parts beside each other, each with what it did, how it felt and what both say together.</summary>
    public static void PrintSplit(CampaignScorecard card)
    {
        var shown = ForSplits.Where(kpi => card.By.Any(part => Reading(part, kpi) is not null)).Take(Output.Width < Roomy ? 3 : 5).ToArray();
        var table = Plain().AddColumn(Padded(new TableColumn(card.SplitBy!.Value.ToString())));
        foreach (var kpi in shown)
            table.AddColumn(Padded(new TableColumn(KpiText.Name(kpi)).RightAligned()));
        table.AddColumn(Padded(new TableColumn("Reading")));
        foreach (var part in card.By.Where(part => shown.Any(kpi => Reading(part, kpi) is not null)))
            table.AddRow([Escaped(part.Scope), .. shown.Select(kpi => Cell(Reading(part, kpi))), Coloured(part.Scorecard.Reading)]);
        Output.Screen.Write(table);
    }

    private static Table KpiTable(Scorecard scorecard)
    {
        var rows = scorecard.Kpis.Where(kpi => kpi.N > 0 || kpi.Value is not null).ToArray();
        var currencies = rows.Select(kpi => kpi.Currency).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var table = Plain().AddColumn(Padded(new TableColumn(currencies is [var one] ? $"KPI (money in {Escaped(one)})" : "KPI")));
        foreach (var name in (string[])["Value", "95 % interval", "Change"])
            table.AddColumn(Padded(new TableColumn(name).RightAligned()));
        table.AddColumn(Padded(new TableColumn(""))).AddColumn(Padded(new TableColumn("n").RightAligned()));

        foreach (var side in rows.GroupBy(kpi => kpi.Kpi.Side))
        {
            table.AddRow($"[bold]{(side.Key == Side.Logic ? "What customers did" : "What they felt")}[/]");
            foreach (var kpi in side)
                table.AddRow(
                    $" {Escaped(KpiText.Name(kpi.Kpi) + (kpi.Currency is { } currency && currencies.Length > 1 ? $" {currency}" : ""))}",
                    KpiText.Value(kpi), kpi.Value is null ? $"[grey]{Escaped(KpiText.WhyNone(kpi))}[/]" : KpiText.Interval(kpi), KpiText.Change(kpi), Coloured(KpiText.WayOf(kpi)),
                    KpiText.N(kpi));
        }

        return table;
    }

    private static void PrintNotes(Scorecard scorecard)
    {
        foreach (var note in scorecard.Kpis.Where(kpi => kpi.N > 0 && kpi.Value is not null && kpi.Note is not null).GroupBy(kpi => kpi.Note!, StringComparer.Ordinal))
            Console.WriteLine(Output.Paragraph($"{string.Join(", ", note.Select(kpi => KpiText.Name(kpi.Kpi)).Distinct(StringComparer.Ordinal))}: {KpiText.Words(note.Key)}"));
    }

    // Where purchases happen at the checkout alone, other touchpoints have no conversion rate rather than one of 0.
    private static KpiReading? Reading(ScopedScorecard part, Kpi kpi) => part.Scorecard.Kpis.FirstOrDefault(reading => reading.Kpi.Name == kpi.Name && !KpiText.IsAbsent(reading));

    // Value above, change below: side by side they would not fit.
    private static string Cell(KpiReading? kpi)
    {
        if (kpi is null)
            return "";
        var way = KpiText.WayOf(kpi);
        return $"{KpiText.Value(kpi)}\n{(way == Way.Unsure ? $"[grey]{KpiText.Change(kpi)}[/]" : $"[{ColourOf(way)}]{KpiText.Change(kpi)}[/]")}";
    }

    private static Table Plain() => new Table().Border(TableBorder.Simple);

    private static TableColumn Padded(TableColumn column) => column.PadLeft(0).PadRight(1);

    private static string Escaped(string text) => Markup.Escape(PlainText.Clean(text));

    private static string Index(double? index) => index?.ToString("N2", CultureInfo.InvariantCulture) ?? "none";

    private static string Coloured(Way way) => way == Way.Unsure ? "" : $"[{ColourOf(way)}]{way.ToString().ToLowerInvariant()}[/]";

    private static string ColourOf(Way way) => way == Way.Better ? "green" : "red";

    private static string Coloured(Reading reading)
    {
        var colour = reading switch
        {
            Tracker.Scorecards.Reading.Sustainable => "green",
            Tracker.Scorecards.Reading.Misleading or Tracker.Scorecards.Reading.Declining => "red",
            Tracker.Scorecards.Reading.UnconvertedTrust => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{KpiText.Words(ScorecardJson.Name(reading))}[/]";
    }
}
