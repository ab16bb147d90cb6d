using CustomerPerformanceTracker.Cli.Pictures;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Teams;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A comparison of teams as a person reads it in a terminal.</summary>
internal static class TeamText
{
    public static void Print(TeamReading reading)
    {
        var question = reading.Question;
        var alike = question.Within.Count == 0 ? "all cases taken as alike" : $"cases alike in {string.Join(" and ", question.Within.Select(one => one.Name))}";
        Console.WriteLine(
            Output.Paragraph(
                $"{PlainText.Clean(question.Campaign)} {Dates.Iso(reading.From)} to {Dates.Iso(reading.To)}, "
                    + $"{KpiText.Words(question.Kpi.Name)} by {question.By.Name}, {alike}; seal {reading.Seal}"
            )
        );
        if (reading.Outcome is TeamOutcome.Compared compared)
            PrintCompared(reading, compared);
        else if (reading.Outcome is TeamOutcome.Refused refused)
            PrintRefused(reading, refused);
        if (reading.Unowned > 0)
            Console.WriteLine(Output.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{reading.Unowned:N0} answers name no {question.By.Name}.")));
    }

    private static void PrintCompared(TeamReading reading, TeamOutcome.Compared compared)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(Heading(reading.Question.By.Name));
        foreach (var column in (string[])["Same mix", "95 % interval", "As it is", "n"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var team in reading.Order)
            table.AddRow(
                Markup.Escape(PlainText.Clean(reading.Teams[team.Team])),
                Score(team.Standardised.Value),
                $"{Score(team.Standardised.Low)} to {Score(team.Standardised.High)}",
                Score(team.Raw),
                team.N.ToString("N0", CultureInfo.InvariantCulture)
            );
        Output.Screen.Write(table);
        var apart = compared.Pairs.Where(pair => pair.ToldApart).ToArray();
        foreach (var pair in apart)
            Console.WriteLine(
                Output.Paragraph($"{Name(reading, pair.Higher)} stands {Told(pair.Difference)} points above {Name(reading, pair.Lower)}, for sure.")
            );
        var open = compared.Pairs.Count - apart.Length;
        if (open > 0)
            Console.WriteLine(
                Output.Paragraph(
                    apart.Length == 0
                        ? "No two are told apart: their order in the table is chance alone, and is no ranking."
                        : $"{open} of {compared.Pairs.Count} pairs are not told apart: their order is chance alone."
                )
            );
        foreach (var team in compared.LeftOut)
            Console.WriteLine(Output.Paragraph(LeftOut(reading, team)));
    }

    private static void PrintRefused(TeamReading reading, TeamOutcome.Refused refused)
    {
        Console.WriteLine(
            Output.Paragraph(
                reading.Teams.Count < 2
                    ? $"Nobody is compared: the answers name {(reading.Teams is [var one] ? $"{PlainText.Clean(one)} alone" : "nobody")}. {Remedy(reading)}"
                    : $"Nobody is compared. {refused.Reason}"
            )
        );
        foreach (var team in refused.LeftOut)
            Console.WriteLine(Output.Paragraph(LeftOut(reading, team)));
    }

    private static string Remedy(TeamReading reading) =>
        reading.Question.By.IsTeam
            ? "Which team owns a touchpoint says the journey map (`cpt journey set FILE`)."
            : $"Signals have to name the {reading.Question.By.Name} of each case.";

    private static string LeftOut(TeamReading reading, TeamLeftOut team) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name(reading, team.Team)} ({team.N:N0} answers) is not compared: none of them is of "
                + $"{string.Join("; ", team.Missing.Select(one => Case(reading, one.Stratum)))}."
        );

    private static string Case(TeamReading reading, int stratum) => PlainText.Clean(reading.Strata[stratum]);

    private static string Name(TeamReading reading, int team) => PlainText.Clean(reading.Teams[team]);

    private static string Heading(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Told(Estimate difference) => $"{Score(difference.Value)} ({Score(difference.Low)} to {Score(difference.High)})";

    private static string Score(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
