using CustomerPerformanceTracker.Loop.Levels;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>The levels that readings are held against.</summary>
internal static class LevelsCommand
{
    public static Command Create() =>
        new("levels", "What each KPI is held against: a fall stays a fall until it is repaired, or until somebody accepts the level it led to.")
        {
            Show(),
            Accept(),
        };

    private static Command Show()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var cursors = new CursorOptions();
        var command = new Command("show", "Where each KPI stands against its yardstick, and which levels were accepted.")
            .With(campaign, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt levels show spring-launch --at 2025-06-20");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var levels =
                    await session.Engine.Levels.ShowAsync(name, await cursors.ReadAsync(options, session.Engine, cancel), cancel)
                    ?? throw await Missing.CampaignAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(LevelsView.Of(levels));
                else
                    Print(levels);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Accept()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign." };
        var kpi = new Option<string>("--kpi") { Description = "The KPI whose level is accepted.", Required = true };
        var cursors = new CursorOptions();
        var command = new Command("accept", "Accepts where a KPI stands: from the first day of that level on nothing before it is a yardstick any more.")
            .With(campaign, kpi, cursors.At, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt levels accept spring-launch --kpi trust --reason \"the free trial ended for good\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var at = options.GetValue(cursors.At) is { } text ? DayCursor.Parse(text, session.Engine.Days) : (DayCursor?)null;
                var level =
                    await session.Engine.Levels.AcceptAsync(name, options.GetRequiredValue(kpi), at, SettingCommands.By(options), cancel)
                    ?? throw await Missing.CampaignAsync(session, name, cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(AcceptedLevelView.Of(level));
                else
                    Console.WriteLine(Output.Paragraph($"Accepted: {Line(level)}."));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(CampaignLevels levels)
    {
        foreach (var row in levels.Rows)
            Console.WriteLine(
                Output.Paragraph(
                    $"{KpiText.Name(row.Kpi)}{(row.Currency is null ? "" : $" {row.Currency}")}: {KpiText.Compared(row)}, held against "
                        + $"{KpiText.Yardstick(row)} ({Of(row.Yardstick!)}){Sure(row)}"
                )
            );
        foreach (var level in levels.Accepted)
            Console.WriteLine(Output.Paragraph($"Accepted: {Line(level)}."));
    }

    private static string Sure(KpiReading row) =>
        row.Sure == Readings.Scorecards.Sure.No ? "" : $"; {StoredNames.Of(row.Sure)}{(row.Since is { } since ? $" since {Dates.Iso(since)}" : "")}";

    private static string Of(Yardstick yardstick)
    {
        var kind = yardstick.Kind switch
        {
            YardstickKind.Level => "level",
            YardstickKind.Campaign => "campaign",
            _ => "all days",
        };
        return $"{kind} of {Dates.Iso(yardstick.From)} to {Dates.Iso(yardstick.To)}";
    }

    private static string Line(AcceptedLevel level) =>
        $"{level.Kpi} of {level.Campaign} from {Dates.Iso(level.From)} on, by {level.Actor}{(level.Adjustment is { } id ? $" with adjustment {id}" : "")}: "
        + $"{level.Reason}";
}
