using CustomerPerformanceTracker.Loop.Teams;
using CustomerPerformanceTracker.Readings.Teams;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What teams did about alerts, and what became of adjustments, as a person reads it in a terminal.</summary>
internal static class TeamRecordText
{
    public static void Print(TeamReading reading, TeamRecords? records)
    {
        Console.WriteLine();
        if (records is null)
        {
            Console.WriteLine(Output.Paragraph("Alerts and adjustments are of teams: leave out --by to see what these did about them."));
            return;
        }

        var since = $"since {Dates.Iso(reading.From)}, as recorded by {TeamRecordWords.Time(records.Until)}";
        PrintAlerts(records, since);
        Console.WriteLine();
        PrintAdjustments(records, since);
    }

    private static void PrintAlerts(TeamRecords records, string since)
    {
        if (records.Alerts == 0)
        {
            Console.WriteLine(Output.Paragraph($"Alerts {since}: none was raised. What the policies would notice says `cpt selfcheck`."));
            return;
        }

        Console.WriteLine(Output.Paragraph($"Alerts {since}. {Count(records.Alerts, "alert", "alerts")} showed; one of several teams counts for each."));
        if (records.Teams.Any(team => team.Alerts.Raised > 0))
            Output.Screen.Write(AlertTable(records));
        foreach (var line in TeamRecordWords.OfAlerts(records))
            Console.WriteLine(Output.Paragraph(line));
        Console.WriteLine("Teams stand by name: this is no ranking.");
    }

    private static Table AlertTable(TeamRecords records)
    {
        var table = Columns("Team", "Alerts", "Answered", "Over", "Open", "Half within", "Longest");
        foreach (var (team, alerts) in records.Teams.Select(team => (team.Team, team.Alerts)))
            table.AddRow(
                Markup.Escape(PlainText.Clean(team)),
                Number(alerts.Raised),
                Number(alerts.Answered),
                Number(alerts.Over),
                Number(alerts.Open),
                TeamRecordWords.Half(alerts),
                alerts.Longest is { } hours ? TeamRecordWords.Hours(hours) : "-"
            );
        return table;
    }

    private static void PrintAdjustments(TeamRecords records, string since)
    {
        if (records.Adjustments == 0)
        {
            Console.WriteLine(Output.Paragraph($"Adjustments {since}: none was proposed or took effect."));
            return;
        }

        var count = Count(records.Adjustments, "adjustment", "adjustments");
        Console.WriteLine(Output.Paragraph($"Adjustments {since}. {count}; one of several teams counts for each."));
        foreach (var (team, one) in records.Teams.Where(team => team.Adjustments.Proposed > 0).Select(team => (team.Team, team.Adjustments)))
            Console.WriteLine(Output.Item($"{PlainText.Clean(team)}  ", TeamRecordWords.Steps(one), indent: 2));
        foreach (var line in TeamRecordWords.OfAdjustments(records))
            Console.WriteLine(Output.Paragraph(line));
    }

    private static Table Columns(string first, params ReadOnlySpan<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var column in others)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";
}
