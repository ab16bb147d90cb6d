using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
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
        Console.WriteLine(
            Output.Paragraph(
                $"{card.Campaign}  {Dates.Iso(card.From)} to {Dates.Iso(card.To)}, {Period.DaysBetween(card.From, card.To) + 1} days; seal {card.Seal}"
            )
        );
        if (card.NotFolded is { } part)
            Console.WriteLine(Output.Paragraph(part.Text));
        Output.Screen.Write(KpiTable(card.Whole));
        PrintYardsticks(card.Whole);
        PrintNotes(card.Whole);
        InstrumentText.PrintUse(card.Whole);
        AheadText.Print(card.To, card.Ahead);
        PrintReading(card.Whole);
        if (card.By.Count > 0)
            PrintSplit(card);
    }

    public static void PrintReading(Scorecard card)
    {
        var (logic, emotion, hybrid) = card.Indices;
        Output.Screen.MarkupLine($"Reading: {Coloured(card.Reading)}{(card.Since is { } since ? $", since {Dates.Iso(since)}" : "")}.");
        Console.WriteLine(Output.Paragraph(card.Sentence));
        Output.Screen.MarkupLine($"Indices: logic {Index(logic)}, emotion {Index(emotion)}, hybrid {Index(hybrid)}  (0.5 is neither good nor bad)");
    }

    /// <summary>The parts beside each other, each with what it did, how it felt and what both say together.</summary>
    public static void PrintSplit(CampaignScorecard card)
    {
        var shown = ForSplits.Where(kpi => card.By.Any(part => Reading(part, kpi) is not null)).Take(Output.Width < Roomy ? 3 : 5).ToArray();
        var table = Plain().AddColumn(Padded(new TableColumn(char.ToUpperInvariant(card.SplitBy!.Name[0]) + card.SplitBy.Name[1..])));
        foreach (var kpi in shown)
            table.AddColumn(Padded(new TableColumn(KpiText.Name(kpi)).RightAligned()));
        table.AddColumn(Padded(new TableColumn("Reading")));
        foreach (var part in card.By.Where(part => shown.Any(kpi => Reading(part, kpi) is not null)))
            table.AddRow([Escaped(part.Scope), .. shown.Select(kpi => Cell(Reading(part, kpi))), Coloured(part.Scorecard.Reading)]);
        Output.Screen.Write(table);
        if (card.Joined is { } joined)
            PrintJoined(card, joined);
    }

    private static void PrintJoined(CampaignScorecard card, JoinedCount joined)
    {
        var by = card.SplitBy!.Name;
        var kpis = joined.Kpis.Select(kpi =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{KpiText.Words(kpi.Kpi)} {kpi.Count.Answers:N0}, {(double)kpi.Count.Old / kpi.Count.Answers:P0} of them more than "
                    + $"{JoinedAnswers.OldDays} days before"
            )
        );
        Console.WriteLine(
            Output.Paragraph(
                $"Answers that name no {by} count under the {by} that their customers named last before: {string.Join("; ", kpis)}. Of customers "
                    + $"who had bought more than once by then: {Returning(card)}. --as-sent leaves such answers apart."
            )
        );
    }

    private static string Returning(CampaignScorecard card) =>
        string.Join(
            ", ",
            card.By.Where(part => part.Joined is not null)
                .Select(part =>
                    string.Create(CultureInfo.InvariantCulture, $"{PlainText.Clean(part.Scope)} {part.Joined!.Returning:N0} of {part.Joined.Answers:N0}")
                )
        );

    private static Table KpiTable(Scorecard scorecard)
    {
        var rows = scorecard.Kpis.Where(kpi => kpi.N > 0 || kpi.Value is not null).ToArray();
        var currencies = rows.Select(kpi => kpi.Currency).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var table = Plain().AddColumn(Padded(new TableColumn(currencies is [var one] ? $"KPI (money in {Escaped(one)})" : "KPI")));
        foreach (var name in (string[])(Output.Width < Roomy ? ["Value", "Was", "Change"] : ["Value", "95 % interval", "Was", "Change"]))
            table.AddColumn(Padded(new TableColumn(name).RightAligned()));
        table.AddColumn(Padded(new TableColumn(""))).AddColumn(Padded(new TableColumn("n").RightAligned()));

        foreach (var side in rows.GroupBy(kpi => kpi.Kpi.Side))
        {
            table.AddRow($"[bold]{(side.Key == Side.Logic ? "What customers did" : "What they felt")}[/]");
            foreach (var kpi in side)
                table.AddRow([.. Cells(kpi, currencies.Length > 1)]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(KpiReading kpi, bool isCurrencyNamed)
    {
        yield return $" {Escaped(KpiText.Name(kpi.Kpi) + (kpi.Currency is { } currency && isCurrencyNamed ? $" {currency}" : ""))}";
        yield return KpiText.Value(kpi);
        var none = kpi.Value is null ? $"[grey]{Escaped(KpiText.WhyNone(kpi))}[/]" : null;
        if (Output.Width >= Roomy)
            yield return none ?? KpiText.Interval(kpi);
        yield return Output.Width >= Roomy ? KpiText.Yardstick(kpi) : none ?? KpiText.Yardstick(kpi);
        yield return KpiText.Change(kpi);
        yield return Coloured(kpi.Sure);
        yield return KpiText.N(kpi);
    }

    /// <summary>What the column "Was" stands for: from which days each yardstick is.</summary>
    private static void PrintYardsticks(Scorecard scorecard)
    {
        var groups = scorecard
            .Kpis.Where(kpi => kpi.Yardstick is not null && kpi.Value is not null)
            .GroupBy(kpi => (kpi.Yardstick!.Kind, kpi.Yardstick.From, kpi.Yardstick.To))
            .OrderByDescending(held => held.Count())
            .ToArray();
        foreach (var held in groups.Where((held, i) => i == 0 || held.Any(kpi => kpi.Sure != Sure.No)))
        {
            var what = held.Key.Kind switch
            {
                YardstickKind.Level => "the level of",
                YardstickKind.Campaign => "the campaign of",
                _ => "all days before, of",
            };
            Console.WriteLine(
                Output.Paragraph(
                    $"Was: {what} {Dates.Iso(held.Key.From)} to {Dates.Iso(held.Key.To)} "
                        + $"({string.Join(", ", held.Select(kpi => KpiText.Name(kpi.Kpi)).Distinct(StringComparer.Ordinal))})"
                )
            );
        }
    }

    private static void PrintNotes(Scorecard scorecard)
    {
        foreach (
            var note in scorecard
                .Kpis.Where(kpi => kpi.N > 0 && kpi.Value is not null && kpi.Note is not null)
                .GroupBy(kpi => kpi.Note!, StringComparer.Ordinal)
        )
            Console.WriteLine(
                Output.Paragraph($"{string.Join(", ", note.Select(kpi => KpiText.Name(kpi.Kpi)).Distinct(StringComparer.Ordinal))}: {KpiText.Words(note.Key)}")
            );
    }

    // Where purchases happen at the checkout alone, other touchpoints have no conversion rate rather than one of 0.
    private static KpiReading? Reading(ScopedScorecard part, Kpi kpi) =>
        part.Scorecard.Kpis.FirstOrDefault(reading => reading.Kpi.Name == kpi.Name && !KpiText.IsAbsent(reading));

    // Value above, change below: side by side they would not fit.
    private static string Cell(KpiReading? kpi)
    {
        if (kpi is null)
            return "";
        return $"{KpiText.Value(kpi)}\n{(kpi.Sure == Sure.No ? $"[grey]{KpiText.Change(kpi)}[/]" : $"[{ColourOf(kpi.Sure)}]{KpiText.Change(kpi)}[/]")}";
    }

    private static Table Plain() => new Table().Border(TableBorder.Simple);

    private static TableColumn Padded(TableColumn column) => column.PadLeft(0).PadRight(1);

    private static string Escaped(string text) => Markup.Escape(PlainText.Clean(text));

    private static string Index(double? index) => index?.ToString("N2", CultureInfo.InvariantCulture) ?? "none";

    private static string Coloured(Sure sure) => sure == Sure.No ? "" : $"[{ColourOf(sure)}]{StoredNames.Of(sure)}[/]";

    private static string ColourOf(Sure sure) => sure == Sure.Better ? "green" : "red";

    private static string Coloured(Reading reading)
    {
        var colour = reading switch
        {
            Readings.Scorecards.Reading.Sustainable => "green",
            Readings.Scorecards.Reading.Misleading or Readings.Scorecards.Reading.Declining => "red",
            Readings.Scorecards.Reading.UnconvertedTrust => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{KpiText.Words(StoredNames.Of(reading))}[/]";
    }
}
