using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Drivers;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt drivers</c>.</summary>
internal static class DriversCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var kpi = new Option<string>("--kpi")
        {
            Description = "A mean score such as trust or satisfaction, or ctr, conversion_rate or refund_rate.",
            DefaultValueFactory = _ => "trust",
        };
        var since = new Option<string?>("--since") { Description = "First day after; that of the KPI's last break by default.", HelpName = "DATE" };
        var before = Window("--before", "How long before it is compared.");
        var after = Window("--after", "How long from it on is compared.");
        var by = new Option<string?>("--by")
        {
            Description = "Dimensions, parted by commas: message, touchpoint, channel, segment or your own; all that the signals name by default.",
        };
        var cursors = new CursorOptions();
        var command = new Command(
            "drivers",
            "Where a KPI moved: how much came from who answered and how much from how they felt, then the scopes of one to three dimensions that moved apart "
                + "from the rest. They are candidates, and no causes."
        )
            .With(campaign, kpi, since, before, after, by, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt drivers beans --kpi satisfaction", "cpt drivers beans --kpi conversion_rate --since 2025-06-10 --by channel,segment");
        command.SetAction(
            async (options, cancel) =>
            {
                var (name, first) = (options.GetRequiredValue(campaign), Dates.Parse(options.GetValue(since)));
                var (past, next) = (ScorecardCommand.Days(options.GetRequiredValue(before)), ScorecardCommand.Days(options.GetRequiredValue(after)));
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var question = new DriverQuestion(
                    name,
                    options.GetRequiredValue(kpi),
                    first,
                    past,
                    next,
                    options.GetValue(by)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    await cursors.ReadAsync(options, session.Engine, cancel)
                );
                var reading = await session.Engine.Drivers.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(CampaignDriversView.Of(reading));
                else
                    CampaignDriverText.Print(reading);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Option<string> Window(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => $"{DriverQuestion.UsualDays}d" };
}
