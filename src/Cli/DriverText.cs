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
        PrintScopes(found, Shown, rows.Name, share => Number(100 * share, "0.0"), worth: 1, "moved", unit: " %");
    }

    /// <summary>The scopes that moved most apart from the rest, with before, after, n and p; and how many were looked at.</summary>
    /// <param name="figure">A share as a figure.</param>
    /// <param name="worth">What counts are divided by to be those of sessions or answers.</param>
    /// <param name="moved">Which way the scopes moved that were looked for.</param>
    /// <param name="trials">What is counted over.</param>
    /// <param name="unit">What stands behind a figure that is no end of an interval.</param>
    public static void PrintScopes(
        DriverFindings found,
        int most,
        Func<ScopeAttribute, (string Dimension, string Value)> name,
        Func<double, string> figure,
        double worth,
        string moved,
        string unit = "",
        string trials = "sessions"
    )
    {
        if (found.Drivers.Count == 0)
        {
            Console.WriteLine(Output.Paragraph($"No scope {moved} apart from the rest; {Looked(found)}."));
            return;
        }

        var least = found.Drivers.Take(most).Min(driver => driver.Probability);
        Console.WriteLine(
            Output.Paragraph(
                least <= Surely
                    ? $"Where it {moved} apart from the rest, candidates for an explanation and no more than that:"
                    : $"No scope stands out from chance (p {Probability(least)} at the least). Those that {moved} most apart from the rest:"
            )
        );
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["Scope", "Before (95 %)", "After (95 %)", "n after", "p"])
            table.AddColumn(
                new TableColumn(column) { Alignment = column == "Scope" ? Justify.Left : Justify.Right }
                    .PadLeft(0)
                    .PadRight(1)
            );
        foreach (var driver in found.Drivers.Take(most))
            table.AddRow(
                string.Join('\n', driver.Scope.Attributes.Select(name).Select(one => Escaped($"{one.Dimension}={Value(one.Value)}"))),
                Rate(driver.Before),
                Rate(driver.After),
                (driver.Counts.TrialsAfter / worth).ToString("#,0", CultureInfo.InvariantCulture),
                Probability(driver.Probability)
            );
        Output.Screen.Write(table);
        Console.WriteLine(
            Output.Paragraph(
                $"p: how often some scope stands out as much if the rates of all moved alike; {Looked(found)}. "
                    + (
                        found.Dispersion > 1
                            ? $"Counts scatter {Number(found.Dispersion, "0.0")} times as much as independent {trials}; p and the intervals allow for it."
                            : $"{char.ToUpperInvariant(trials[0])}{trials[1..]} are taken for independent of one another."
                    )
            )
        );

        string Rate(Estimate? rate) => rate is { } known ? $"{figure(known.Value)}{unit} ({figure(known.Low)}-{figure(known.High)})" : "none";
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

    private static string Percent(double share) => Number(100 * share, "0.0") + " %";

    private static string Points(double share) => Number(100 * share, "+0.00;-0.00;0.00");

    private static string Probability(double probability) => Number(probability, probability < 0.1 ? "0.000" : "0.00");

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Value(string value) => value.Length == 0 ? "(empty)" : value;

    private static string Escaped(string text) => Markup.Escape(PlainText.Clean(text));
}
