using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Statistics.Drivers;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Mix;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>How a rate moved and where, as a person reads it: candidates, and never more than that.</summary>
internal static class DriverText
{
    private const int Shown = 3;
    private const double Surely = 0.05;

    public static void Print(DriverFindings found, DriverTable rows)
    {
        Console.WriteLine(Output.Paragraph(Told(found.Change, rows.Dimensions)));
        if (found.Drivers.Count == 0)
        {
            Console.WriteLine(Output.Paragraph($"No scope moved apart from the rest; {Looked(found)}."));
            return;
        }

        var least = found.Drivers.Take(Shown).Min(driver => driver.Probability);
        Console.WriteLine(
            Output.Paragraph(
                least <= Surely
                    ? "Where it moved apart from the rest, candidates for an explanation and no more than that:"
                    : $"No scope stands out from chance (p {Probability(least)} at the least). Those that moved most apart from the rest:"
            )
        );
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["Scope", "Before (95 %)", "After (95 %)", "n after", "p"])
            table.AddColumn(
                new TableColumn(name) { Alignment = name == "Scope" ? Justify.Left : Justify.Right }
                    .PadLeft(0)
                    .PadRight(1)
            );
        foreach (var driver in found.Drivers.Take(Shown))
            table.AddRow(
                string.Join('\n', driver.Scope.Attributes.Select(rows.Name).Select(one => Escaped($"{one.Dimension}={Value(one.Value)}"))),
                Rate(driver.Before),
                Rate(driver.After),
                driver.Counts.TrialsAfter.ToString("#,0", CultureInfo.InvariantCulture),
                Probability(driver.Probability)
            );
        Output.Screen.Write(table);
        Console.WriteLine(
            Output.Paragraph(
                $"p: how often some scope stands out as much if the rates of all moved alike; {Looked(found)}. "
                    + (
                        found.Dispersion > 1
                            ? $"Counts scatter {Number(found.Dispersion, "0.0")} times as much as independent sessions; p and the intervals allow for it."
                            : "Sessions are taken for independent of one another."
                    )
            )
        );
    }

    private static string Told(MixAndRate change, IReadOnlyList<string> dimensions)
    {
        var moved = change.After - change.Before;
        var word = moved switch
        {
            > 0 => "rose",
            < 0 => "fell",
            _ => "stayed",
        };
        return $"The rate {word} from {Percent(change.Before)} to {Percent(change.After)}, {Points(moved)} points: {Points(change.Mix)} by another mix of "
            + $"{string.Join(", ", dimensions)}, {Points(change.Rate)} by other rates within the same mix."
            + (change.OneSided > 0 ? $" Segments with sessions on one side only, {change.OneSided}, count as one." : "");
    }

    private static string Looked(DriverFindings found) => $"{found.Scopes.ToString("#,0", CultureInfo.InvariantCulture)} scopes were looked at";

    private static string Rate(Estimate? rate) =>
        rate is { } known ? $"{Percent(known.Value)} ({Number(100 * known.Low, "0.0")}-{Number(100 * known.High, "0.0")})" : "none";

    private static string Percent(double share) => Number(100 * share, "0.0") + " %";

    private static string Points(double share) => Number(100 * share, "+0.00;-0.00;0.00");

    private static string Probability(double probability) => Number(probability, probability < 0.1 ? "0.000" : "0.00");

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Value(string value) => value.Length == 0 ? "(empty)" : value;

    private static string Escaped(string text) => Markup.Escape(PlainText.Clean(text));
}
