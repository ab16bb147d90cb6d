using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Questions;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Statistics.Scales;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Instruments as a person reads them in a terminal.</summary>
internal static class InstrumentText
{
    public static void Print(InstrumentReading reading)
    {
        var instrument = reading.Instrument;
        Console.WriteLine(
            Output.Paragraph(
                $"{KpiText.Words(instrument.Kpi.Name)} of {PlainText.Clean(reading.Campaign)}: {KpiText.Words(InstrumentNames.Of(instrument.Kind))}, "
                    + $"read as {KpiText.Words(InstrumentNames.Of(instrument.Definition))}; seal {reading.Seal}"
            )
        );
        Output.Screen.Write(Items(reading));
        Console.WriteLine(Output.Paragraph(Alpha(reading)));
        foreach (var item in reading.Items.Where(item => item.LeftOut.Count > 0))
            Console.WriteLine(Output.Paragraph($"Left out of {item.Item.Question}, on other scales: {Scales(item.LeftOut)}."));
        if (reading.LeftOut.Count > 0)
            Console.WriteLine(Output.Paragraph($"Left out, answers to {instrument.Kpi.Name} itself, which is no question of it: {Scales(reading.LeftOut)}."));
        foreach (var wording in instrument.Wordings)
            Console.WriteLine(
                Output.Item($"{Dates.Iso(wording.From)}  ", $"{wording.Question ?? instrument.Kpi.Name} asked as \"{PlainText.Clean(wording.Text)}\"")
            );
    }

    /// <summary>What stands below a scorecard of who answered a KPI, and how it is read.</summary>
    public static void PrintUse(Scorecard card)
    {
        foreach (var kpi in card.Kpis.Where(kpi => kpi.Response is not null))
            Console.WriteLine(Output.Paragraph($"{KpiText.Name(kpi.Kpi)}: {Response(kpi.Response!)}"));
        foreach (var kpi in card.Kpis.Where(kpi => kpi.Instrument is not null && kpi.N > 0))
            Console.WriteLine(Output.Paragraph($"{KpiText.Name(kpi.Kpi)}: {Use(kpi.Instrument!)}"));
    }

    private static string Response(ResponseRate response) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{response.Answered:N0} answers to {(response.IsOverSeen ? response.Seen : response.Sent):N0} questions "
                + $"{(response.IsOverSeen ? "seen" : "sent")}, "
                + $"{100 * response.Rate.Value:0.#} % ({100 * response.Rate.Low:0.#} to {100 * response.Rate.High:0.#})"
                + $"{(response.Before is { } before ? string.Create(CultureInfo.InvariantCulture, $", was {100 * before:0.#} %") : "")}"
                + $"{(response.HasMoved ? ", which surely moved" : "")}"
        );

    private static string Use(InstrumentUse use) =>
        $"{KpiText.Words(InstrumentNames.Of(use.Instrument.Kind))}, {KpiText.Words(InstrumentNames.Of(use.Instrument.Definition))} of "
        + string.Join(
            ", ",
            use.Items.Select(item =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{item.Item.Question} on {item.Item.Scale}{(item.Item.IsReversed ? " reversed" : "")} ({item.Answers:N0})"
                )
            )
        );

    private static Table Items(InstrumentReading reading)
    {
        var isAsked = reading.Items.Any(item => item.Sent > 0 || item.Seen > 0);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Question").NoWrap()).AddColumn(new TableColumn("Scale").NoWrap());
        foreach (var column in (string[])["Answers", "Customers", "Mean", "Item-rest", .. isAsked ? (string[])["Sent", "Seen"] : []])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var item in reading.Items)
            table.AddRow([
                item.Item.Question,
                $"{item.Item.Scale}{(item.Item.IsReversed ? " reversed" : "")}",
                Whole(item.Answers),
                Whole(item.Respondents),
                item.Mean?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                item.Rest?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",
                .. isAsked ? (string[])[item.Sent == 0 ? "" : Whole(item.Sent), item.Seen == 0 ? "" : Whole(item.Seen)] : [],
            ]);
        return table;
    }

    private static string Alpha(InstrumentReading reading)
    {
        if (reading.Items.Count < 2)
            return "One question: how far several measure one thing has no meaning.";
        if (reading.Alpha is not { Interval: var alpha } found)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{reading.Complete:N0} customers answered every question on one day; alpha is told from {CronbachAlpha.Least} on, who do not all answer alike."
            );
        string[] against = [.. reading.Items.Where((_, i) => found.ItemRest[i] < 0).Select(item => item.Item.Question)];
        return string.Create(
                CultureInfo.InvariantCulture,
                $"Cronbach's alpha {alpha.Value:0.00} ({alpha.Low:0.00} to {alpha.High:0.00}), of {alpha.N:N0} customers and days with every question answered."
            ) + (against.Length == 0 ? "" : $" Runs against the others, and may have to be reversed: {string.Join(", ", against)}.");
    }

    private static string Scales(IEnumerable<(string Scale, long Answers)> scales) =>
        string.Join(", ", scales.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Answers:N0} on {one.Scale}")));

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
