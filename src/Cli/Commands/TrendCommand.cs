using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class TrendCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var kpi = new Option<string>("--kpi")
        {
            Description = "An emotional KPI, ctr, conversion_rate, refund_rate, revenue, spend or a plain count.",
            DefaultValueFactory = _ => "trust",
        };
        var only = new Option<string?>("--only")
        {
            Description = "The line of one part of the campaign: a value that its signals name, such as touchpoint=checkout.",
            HelpName = "DIMENSION=VALUE",
        };
        var from = new Option<string?>("--from") { Description = "First day shown; the line is read with the days before it.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day.", HelpName = "DATE" };
        var svg = new Option<string?>("--svg") { Description = "Write the picture to this file, too.", HelpName = "FILE" };
        var cursors = new CursorOptions();

        var command = new Command(
            "trend",
            "The line of a KPI with its band, and its breaks: when, how surely, by how much, for whom, and what had changed just before."
        )
            .With(campaign, kpi, only, from, to, cursors.At, cursors.Known, cursors.Seal, svg)
            .WithExample("cpt trend spring-launch --kpi trust --svg trust.svg");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var trend =
                    await session.Engine.Trends.ReadAsync(
                        new TrendQuestion(
                            name,
                            options.GetRequiredValue(kpi),
                            Dates.Parse(options.GetValue(from)),
                            Dates.Parse(options.GetValue(to)),
                            await cursors.ReadAsync(options, session.Engine, cancel),
                            options.GetValue(only) is { } text ? Only.Parse(text, await session.Engine.Settings.DimensionsAsync(cancel)) : null
                        ),
                        cancel
                    ) ?? throw await Missing.CampaignAsync(session, name, cancel);

                if (options.GetValue(svg) is { } file)
                    await File.WriteAllTextAsync(file, SvgPlot.Render(TrendPicture.Of(trend)), cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(TrendView.Of(trend));
                else
                    TrendText.Print(trend);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
