using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Statistics.Teams;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A comparison of teams as a person reads it in a terminal.</summary>
internal static class TeamText
{
    public static void Print(TeamReading reading)
    {
        Console.WriteLine(
            Output.Paragraph(
                $"{reading.Question.Campaign} {Dates.Iso(reading.From)} to {Dates.Iso(reading.To)}, {TeamWords.Asked(reading)}; seal {reading.Seal}"
            )
        );
        if (reading.Outcome is TeamOutcome.Compared)
            Output.Screen.Write(Rows(reading));
        foreach (var line in (string[])[.. TeamWords.Told(reading), .. TeamWords.NotIn(reading)])
            Console.WriteLine(Output.Paragraph(line));
    }

    private static Table Rows(TeamReading reading)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(Heading(reading.Question.By.Name));
        foreach (
            var column in (string[])["Same mix", "95 % interval", "As it is", .. TeamWords.Counted(reading).Select(name => name == "n" ? name : Heading(name))]
        )
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var team in reading.Order)
            table.AddRow([
                Markup.Escape(PlainText.Clean(reading.Teams[team.Team])),
                TeamWords.Figure(reading, team.Standardised.Value),
                $"{TeamWords.Figure(reading, team.Standardised.Low)} to {TeamWords.Figure(reading, team.Standardised.High)}",
                TeamWords.Figure(reading, team.Raw),
                .. team.Events is { } events ? [TeamWords.Count(events)] : (string[])[],
                TeamWords.Count(team.N),
            ]);
        return table;
    }

    private static string Heading(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
