using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt customers price</c>.</summary>
internal static class LostTrustPrice
{
    public static Command Price()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign." };
        var kpi = new Option<string?>("--kpi") { Description = "The question that customers answered; the one most answered by default." };
        var within = new Option<string>("--within")
        {
            Description = "Time after the touch that an answer follows in which purchases count, in days or weeks.",
            DefaultValueFactory = _ => "30d",
        };
        var since = new Option<string?>("--since") { Description = "Day of a break: its price over all who were exposed since.", HelpName = "DATE" };
        var cursors = new CursorOptions();
        var command = new Command(
            "price",
            "The price of lost trust: what customers who felt worse bought less, in the days after, than customers alike who did not. Never money after "
                + "against money before, which a season moves."
        )
            .With(campaign, kpi, within, since, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt customers price beans", "cpt customers price beans --since 2025-06-10 --within 60d");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var question = new PriceQuestion(
                    name,
                    options.GetValue(kpi),
                    ScorecardCommand.Days(options.GetRequiredValue(within)),
                    Dates.Parse(options.GetValue(since)),
                    await cursors.ReadAsync(options, session.Engine, cancel)
                );
                var reading = await session.Engine.Prices.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(PriceView.Of(reading));
                else
                    PriceText.Print(PriceView.Of(reading));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
