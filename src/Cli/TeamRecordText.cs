using CustomerPerformanceTracker.Cli.Pictures;
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

        var since = $"since {Dates.Iso(reading.From)}, as recorded by {Time(records.Until)}";
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
        foreach (var line in AlertLines(records))
            Console.WriteLine(Output.Paragraph(line));
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
                Half(alerts),
                alerts.Longest is { } hours ? Hours(hours) : "-"
            );
        return table;
    }

    private static IEnumerable<string> AlertLines(TeamRecords records)
    {
        foreach (var (team, alerts) in records.Teams.Select(team => (PlainText.Clean(team.Team), team.Alerts)))
        {
            if (alerts is { Median: null, Times.Count: > 0 })
                yield return $"{team}: {Waited(alerts)}.";
            if (alerts.OpenSince is { } since)
                yield return $"{team}: {Count(alerts.Open, "alert waits", "alerts wait")} for an answer, the oldest since {Time(since)}.";
        }

        if (records.Teams.Any(team => team.Alerts is { Median: null, Raised: > 0 }))
            yield return $"Below {TeamAlerts.FewestForMedian} alerts there is no median; a longer --window has more.";
        if (records.Retrospective > 0)
            yield return $"{Count(records.Retrospective, "alert was", "alerts were")} found in the past by an import; time counts from when it was recorded.";
        if (records.UnownedAlerts > 0)
            yield return $"{Count(records.UnownedAlerts, "alert is", "alerts are")} of no team, {Number(records.UnownedOpen)} of them open: no journey map "
                + "names an owner of what it is about (`cpt journey set FILE`).";
        if (records.Teams.Any(team => team.Alerts.Median is not null))
            yield return "An answer is that somebody acknowledged, snoozed or resolved it. Alerts without one are waited for, and not left out of the half "
                + "(Kaplan-Meier).";
        yield return "Teams stand by name: this is no ranking.";
    }

    private static string Half(TeamAlerts alerts) =>
        alerts.Median switch
        {
            null => "-",
            { Value: { } half } median => $"{Hours(half)} ({Hours(median.Low ?? 0)} to {(median.High is { } high ? Hours(high) : "open")})",
            _ => "not half answered yet",
        };

    private static string Waited(TeamAlerts alerts)
    {
        var told = new[] { ("answered within", true), ("no answer in", false) }
            .Select(part => (Words: part.Item1, Times: alerts.Times.Where(one => one.IsOver == part.Item2).Select(one => Hours(one.Time)).ToArray()))
            .Where(part => part.Times.Length > 0);
        return string.Join("; ", told.Select(part => $"{part.Words} {string.Join(", ", part.Times)}"));
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
            Console.WriteLine(Output.Item($"{PlainText.Clean(team)}  ", Steps(one), indent: 2));
        if (records.Teams.Any(team => team.Adjustments is { Proposed: > 0, Share: null }))
            Console.WriteLine(
                Output.Paragraph(
                    $"A share kept is of those that are measured to the end, and none is told below {TeamAdjustments.FewestForShare}; "
                        + "a longer --window has more."
                )
            );
        if (records.UnownedAdjustments > 0)
            Console.WriteLine(Output.Paragraph($"{Count(records.UnownedAdjustments, "adjustment is", "adjustments are")} of no team."));
    }

    private static string Steps(TeamAdjustments one) =>
        $"{Number(one.Proposed)} proposed, {Number(one.Approved)} approved, {Number(one.Rejected)} rejected, {Number(one.Applied)} applied, "
        + $"{Number(one.Measured)} measured: {Number(one.Kept)} kept, {Number(one.Reverted)} reverted, {Number(one.Inconclusive)} inconclusive"
        + (one.Share is { } share ? $"; share kept {Percent(share.Value)} ({Percent(share.Low)} to {Percent(share.High)}) of {share.N}" : "");

    private static Table Columns(string first, params ReadOnlySpan<string> others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var column in others)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static string Time(Instant at) => at.ToString("uuuu'-'MM'-'dd HH':'mm'Z'", CultureInfo.InvariantCulture);

    private static string Hours(double hours) => hours.ToString("#,0.0", CultureInfo.InvariantCulture) + " h";

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";
}
