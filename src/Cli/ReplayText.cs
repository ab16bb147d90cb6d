using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A replay as a person reads it in a terminal: the days, then what each policy would have told.</summary>
internal static class ReplayText
{
    private const int Steps = 8;

    public static void Print(CampaignReplay replay)
    {
        Console.WriteLine(
            Output.Paragraph(
                $"What was known of {replay.Campaign} each evening: the day's answers, {KpiText.Words(replay.Emotion)} and {KpiText.Words(replay.Logic)} "
                    + $"over the last 28 days, and how much of the evidence for an alarm the first policy had; seal {replay.Seal}."
            )
        );
        Output.Screen.Write(DayTable(replay));
        PrintPolicies(replay);
        PrintPower(replay);
        TrendText.PrintBreaks(replay.Hindsight);
        if (replay.Ahead is { } ahead)
            AheadText.Print(ahead.Last, ahead.What);
    }

    /// <summary>When each policy would have told, and how far that is from the break seen with hindsight.</summary>
    public static void PrintPolicies(CampaignReplay replay)
    {
        foreach (var policy in replay.Policies)
        {
            Output.Screen.MarkupLineInterpolated($"[bold]{policy.Policy.Name}[/]{(policy.Alarms.Count == 0 ? " would have told nothing." : "")}");
            foreach (var told in policy.Alarms)
                Console.WriteLine(
                    Output.Item(
                        $"{Dates.Iso(told.Alarm.On)}  ",
                        $"{told.Alarm.Kind}, {AlertText.InWords(told.Scope)}, since about {Dates.Iso(told.Alarm.Onset)}{Distance(told)}",
                        indent: 2
                    )
                );
        }
    }

    /// <summary>What each policy would notice from the campaign's last day on.</summary>
    public static void PrintPower(CampaignReplay replay) => PowerText.Print(replay.Policies.Select(policy => policy.Power));

    private static Table DayTable(CampaignReplay replay)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Day").PadLeft(0));
        foreach (var name in (string[])["answers", replay.Emotion, replay.Logic])
            table.AddColumn(new TableColumn(Markup.Escape(KpiText.Words(name))).RightAligned());
        table.AddColumn("evidence").AddColumn("");

        var alarms = replay
            .Policies.SelectMany((policy, i) => policy.Alarms.Select(told => (Policy: i + 1, told.Alarm, told.Scope)))
            .ToLookup(told => told.Alarm.On);
        var breaks = replay.Breaks.ToLookup(one => one.Date);
        foreach (var day in replay.Days)
        {
            var notes = breaks[day.Date]
                .Select(_ => "break")
                .Concat(
                    alarms[day.Date].Select(told => $"{told.Alarm.Kind} told{(told.Policy == 1 ? "" : $" by policy {told.Policy}")}{AlertText.Of(told.Scope)}")
                );
            // From the alarm on the evidence is muted; on its day it was whole.
            var evidence = alarms[day.Date].Any(told => told is { Policy: 1, Alarm: Alarm.Divergence }) ? 1 : day.Evidence;
            table.AddRow(
                Dates.Iso(day.Date),
                day.N.ToString("N0", CultureInfo.InvariantCulture),
                day.Trust?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                Logic(day.Logic),
                Bar(evidence),
                Markup.Escape(PlainText.Clean(string.Join("; ", notes)))
            );
        }

        return table;
    }

    private static string Logic(double? logic) =>
        logic switch
        {
            null => "",
            > 0 and < 1 => string.Create(CultureInfo.InvariantCulture, $"{100 * logic:0.00} %"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{logic:N0}"),
        };

    private static string Distance(ReplayAlarm told) =>
        told switch
        {
            { Alarm: Alarm.Silence } or { DaysAfterBreak: null } => "",
            { DaysAfterBreak: 0 } => "; on the day of the break",
            { DaysAfterBreak: { } days and < 0 } => $"; {Days(-days)} before the nearest fall seen with hindsight",
            { DaysAfterBreak: { } days } => $"; {Days(days)} after the break",
        };

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    // Steps up to an alarm; the exact share is in the JSON.
    private static string Bar(double share) => share >= 1 ? new string('█', Steps) + "!" : new string('█', (int)(Math.Max(0, share) * Steps));
}
