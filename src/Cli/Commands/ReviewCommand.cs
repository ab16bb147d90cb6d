using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ReviewCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign." };
        var from = new Option<string>("--from") { Description = "First day of the period.", Required = true };
        var to = new Option<string>("--to") { Description = "Last day of the period.", Required = true };
        var keep = new Option<bool>("--keep") { Description = "Keep it in the journal as it reads now; its reference is for `cpt trace` and `cpt evidence`." };
        var command = new Command(
            "review",
            "A campaign over a period: how it read at its end, where each KPI of that table broke, what was told and what was changed."
        )
            .With(campaign, from, to, keep, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt review spring-launch --from 2025-04-01 --to 2025-06-30 --keep --reason \"second quarter\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                await engine.CatchUpAsync(progress: null, cancel);
                var (first, last) = (Dates.Parse(options.GetRequiredValue(from))!.Value, Dates.Parse(options.GetRequiredValue(to))!.Value);
                var name = options.GetRequiredValue(campaign);
                var review = await engine.Reviews.ReadAsync(name, first, last, Cursors.Now, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                var rose = await engine.RisenVoices.CountWithinAsync(name, first, last, Cursors.Now, cancel);
                review = await ReviewVoices.WithWordsAsync(review, Cursors.Now, engine.RisenVoices, cancel);
                var reference = options.GetValue(keep) ? await engine.Reviews.KeepAsync(review, SettingCommands.By(options), cancel) : null;
                if (reference is not null)
                    await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(KeptReviewView.Of(review, reference, rose));
                else
                    Print(review, rose, reference);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Review review, RisenReading? rose, string? reference)
    {
        ReviewText.Print(review, rose);
        if (reference is not null)
            Console.WriteLine($"Kept as {reference}.");
    }
}
