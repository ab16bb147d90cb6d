using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ScorecardCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var window = new Option<string>("--window")
        {
            Description = "Length of the window in days or weeks, such as 28d or 4w.",
            DefaultValueFactory = _ => "28d",
        };
        var by = SplitOption.Create("A scorecard beside it for each message, touchpoint, channel, segment, team, or value of a dimension of your own.");
        var asSent = new Option<bool>("--as-sent")
        {
            Description = "With --by message, channel or segment: an answer that names none stays apart, instead of counting under what its customer did last.",
        };
        var cursors = new CursorOptions();

        var command = new Command(
            "scorecard",
            "The hybrid reading of a rolling window: every KPI held against its yardstick, the level before the earliest change that was neither repaired "
                + "nor accepted; what is sure, in a sentence."
        )
            .With(campaign, window, by, asSent, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt scorecard spring-launch --window 28d --at 2025-05-20 --by segment");
        command.SetAction(
            async (options, cancel) =>
            {
                var days = Days(options.GetRequiredValue(window));
                await using var session = await Session.OpenAsync(options, cancel);
                var split = options.GetValue(by) is { } dimension ? (await session.Engine.Settings.DimensionsAsync(cancel)).Split(dimension) : null;
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var card =
                    await session.Engine.Scorecards.ReadAsync(
                        new ScorecardQuestion(name, days, await cursors.ReadAsync(options, session.Engine, cancel), split)
                        {
                            AreAnswersJoined = !options.GetValue(asSent),
                        },
                        cancel
                    ) ?? throw await Missing.CampaignAsync(session, name, cancel);

                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(ScorecardView.Of(card));
                else
                    ScorecardTable.Print(card);
                return ExitCode.Done;
            }
        );
        return command;
    }

    public static int Days(string text)
    {
        var unit = text.Length > 1 ? text[^1] : ' ';
        if (unit is 'd' or 'w' && int.TryParse(text[..^1], out var number) && number is > 0 and <= 3660)
            return unit == 'w' ? 7 * number : number;
        throw new UsageException($"'{text}' is no window. Write days or weeks, such as 28d or 4w.");
    }
}
