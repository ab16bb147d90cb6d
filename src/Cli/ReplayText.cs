using System.Globalization;
using CustomerPerformanceTracker.Tracker.Divergence;
using CustomerPerformanceTracker.Tracker.Replay;
using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A replay as a person reads it in a terminal: the days, then what each policy would have told.</summary>
internal static class ReplayText
{
    public static void Print(CampaignReplay replay)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn("Day");
        foreach (var name in (string[])["answers", $"{replay.Emotion}, 28 days", $"{replay.Logic}, 28 days", "evidence"])
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        table.AddColumn("");
        var alarms = replay.Policies.SelectMany(policy => policy.Alarms.Select(told => (policy.Policy.Name, told))).ToLookup(told => told.told.Alarm.On);
        var breaks = replay.Breaks.ToLookup(one => one.Date);
        foreach (var day in replay.Days)
        {
            var notes = breaks[day.Date].Select(one => $"break seen with hindsight: {one.Before.Value:0.#} to {one.After.Value:0.#}")
                .Concat(alarms[day.Date].Select(told => $"{told.Name} tells: {told.told.Alarm.Kind}{AlertText.Of(told.told.Scope)}"));
            table.AddRow(
                Dates.Iso(day.Date), day.N.ToString("N0", CultureInfo.InvariantCulture), day.Trust?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                day.Logic is not { } logic ? "" : logic.ToString(logic is > 0 and < 1 ? "0.0000" : "N0", CultureInfo.InvariantCulture), Bar(day.Evidence), Markup.Escape(string.Join("; ", notes)));
        }

        AnsiConsole.Write(table);
        foreach (var policy in replay.Policies)
        {
            Console.WriteLine($"{policy.Policy.Name}: {(policy.Alarms.Count == 0 ? "would have told nothing." : "")}");
            foreach (var told in policy.Alarms)
                Console.WriteLine($"  {Dates.Iso(told.Alarm.On)}  {told.Alarm.Kind}{AlertText.Of(told.Scope)}, since about {Dates.Iso(told.Alarm.Onset)}{Distance(told)}");
        }

        TrendText.PrintBreaks(replay.Emotion, replay.Breaks);
    }

    private static string Distance(ReplayAlarm told) => told switch
    {
        { Alarm: Alarm.Silence } or { DaysAfterBreak: null } => "",
        { DaysAfterBreak: 0 } => "; on the day of the break",
        { DaysAfterBreak: < 0 and var days } => $"; {-days} days before the nearest fall seen with hindsight",
        { DaysAfterBreak: var days } => $"; {days} days after the nearest fall seen with hindsight",
    };

    // Ten steps up to an alarm; the exact share is in the JSON.
    private static string Bar(double share) => share >= 1 ? "██████████!" : new string('█', (int)(Math.Max(0, share) * 10));
}
