using CustomerPerformanceTracker.Tracker.Kpis;
using CustomerPerformanceTracker.Tracker.Scorecards;
using NodaTime.Text;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A scorecard as a person reads it in a terminal.</summary>
internal static class ScorecardTable
{
    public static void Print(CampaignScorecard card)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{card.Campaign}[/]  {LocalDatePattern.Iso.Format(card.From)} to {LocalDatePattern.Iso.Format(card.To)}, against the same number of days before; seal {card.Seal}");
        AnsiConsole.Write(KpiTable(card.Whole));
        AnsiConsole.MarkupLine($"Reading: {Coloured(card.Whole.Reading)}   indices: logic {Index(card.Whole.Indices.Logic)}, emotion {Index(card.Whole.Indices.Emotion)}, hybrid {Index(card.Whole.Indices.Hybrid)}  (0 to 1 against target)");
        if (card.By.Count > 0)
            AnsiConsole.Write(SplitTable(card));
    }

    private static Table KpiTable(Scorecard scorecard)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("KPI", "Side");
        foreach (var name in (string[])["Value", "95 % interval", "Change", "n"])
            table.AddColumn(new TableColumn(name).RightAligned());
        table.AddColumn("Note");
        foreach (var kpi in scorecard.Kpis.Where(kpi => kpi.N > 0))
        {
            table.AddRow(
                Markup.Escape(kpi.Kpi.Name + (kpi.Currency is null ? "" : $" {kpi.Currency}")), ScorecardJson.Name(kpi.Kpi.Side), Value(kpi, kpi.Value?.Value), Interval(kpi), Change(kpi),
                kpi.N.ToString("N0"), Markup.Escape((kpi.Note ?? "").Replace('_', ' ')));
        }

        return table;
    }

    private static Table SplitTable(CampaignScorecard card)
    {
        string[] shown = ["conversion_rate", "trust", "satisfaction", "clarity"];
        var table = new Table().Border(TableBorder.Rounded).AddColumn($"By {card.SplitBy!.Value.ToString().ToLowerInvariant()}");
        foreach (var name in shown)
            table.AddColumn(new TableColumn(name.Replace('_', ' ')).RightAligned());
        table.AddColumn("Reading");
        foreach (var part in card.By)
        {
            var cells = shown.Select(name => part.Scorecard.Kpis.FirstOrDefault(kpi => kpi.Kpi.Name == name) is { } kpi ? $"{Value(kpi, kpi.Value?.Value)} {Change(kpi)}".Trim() : "");
            table.AddRow([Markup.Escape(part.Scope), .. cells, Coloured(part.Scorecard.Reading)]);
        }

        return table;
    }

    private static string Interval(KpiReading kpi) =>
        kpi.Value is { } value && (value.Low != value.High) ? $"{Value(kpi, value.Low)} .. {(double.IsFinite(value.High) ? Value(kpi, value.High) : "")}" : "";

    // A change is coloured only where its whole interval lies on one side of nothing.
    private static string Change(KpiReading kpi)
    {
        if (kpi.Change is not { } change)
            return "";
        var text = (change.Value >= 0 ? "+" : "") + Value(kpi, change.Value);
        var better = kpi.Kpi.Better == Better.Higher ? change.Low > 0 : change.High < 0;
        var worse = kpi.Kpi.Better == Better.Higher ? change.High < 0 : change.Low > 0;
        return better ? $"[green]{text}[/]" : worse ? $"[red]{text}[/]" : text;
    }

    private static string Value(KpiReading kpi, double? value) => value is not { } number ? "" : kpi.Kpi.Unit switch
    {
        KpiUnit.Ratio when kpi.Kpi.Name == "return_on_ad_spend" => number.ToString("N2"),
        KpiUnit.Ratio => (100 * number).ToString("N2") + " %",
        KpiUnit.Count => number.ToString("N0"),
        KpiUnit.Money => number.ToString("N2"),
        _ => number.ToString("N1"),
    };

    private static string Index(double? index) => index is { } number ? number.ToString("N2") : "none";

    private static string Coloured(Reading reading)
    {
        var colour = reading switch
        {
            Reading.Sustainable => "green",
            Reading.Misleading => "red",
            Reading.Declining => "red",
            Reading.UnconvertedTrust => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{ScorecardJson.Name(reading).Replace('_', ' ')}[/]";
    }
}
