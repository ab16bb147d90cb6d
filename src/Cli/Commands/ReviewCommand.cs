using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Pages.Reviews;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ReviewCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign." };
        var from = new Option<string>("--from") { Description = "First day of the period.", Required = true };
        var to = new Option<string>("--to") { Description = "Last day of the period.", Required = true };
        var keep = new Option<bool>("--keep") { Description = "Keep it in the journal as it reads now; its reference is for `cpt trace` and `cpt evidence`." };
        var (html, pdf) = (Papers.Html(), Papers.Pdf());
        var command = new Command(
            "review",
            "A campaign over a period: whether anything is wrong and since when, how it read at its end, where each KPI of that table broke, what was told and "
                + "what was changed."
        )
            .With(campaign, from, to, keep, html, pdf, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample(
                "cpt review spring-launch --from 2025-04-01 --to 2025-06-30 --keep --reason \"second quarter\"",
                "cpt review spring-launch --from 2025-04-01 --to 2025-06-30 --html review.html --pdf review.pdf"
            );
        command.SetAction(
            async (options, cancel) =>
            {
                var (first, last) = (Dates.Parse(options.GetRequiredValue(from))!.Value, Dates.Parse(options.GetRequiredValue(to))!.Value);
                using var papers = new Papers(options.GetValue(html), options.GetValue(pdf));
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                await engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var reading =
                    await ReviewReading.OfAsync(engine, name, first, last, Cursors.Now, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                await papers.MakeAsync(() => ReviewFile.RenderAsync(engine, reading), cancel);
                var reference = options.GetValue(keep) ? await engine.Reviews.KeepAsync(reading.Review, SettingCommands.By(options), cancel) : null;
                if (reference is not null)
                    await session.KeepCheckpointAsync(cancel);
                papers.Place();
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(KeptReviewView.Of(reading.Review, reference, reading.Rose));
                else
                    Print(reading, reference);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(ReviewReading reading, string? reference)
    {
        ReviewText.Print(reading.Review, reading.Rose);
        if (reference is not null)
            Console.WriteLine($"Kept as {reference}.");
    }
}
