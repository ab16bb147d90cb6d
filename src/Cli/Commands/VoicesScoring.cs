using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Statistics.Sentiment;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Scoring;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt voices score</c>.</summary>
internal static class VoicesScoring
{
    public static Command Score()
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Description = "The campaign whose comments are scored.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "The comments of every campaign." };
        var command = new Command(
            "score",
            "Adds a sentiment signal for each English comment that has none yet, by VADER 3.3.2. A second run adds what is new. The score of an answer that "
                + "was corrected since is retracted. No text is shown."
        )
            .With(campaign, all, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt voices score spring-launch", "cpt voices score --all --reason \"sentiment for the scorecard\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var name = options.GetValue(campaign);
                if (name is null != options.GetValue(all))
                    throw new UsageException("Name a campaign, or write --all for every one.");
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                if (name is not null && await session.Engine.Cells.CampaignAsync(name, cancel) is null)
                    throw await Missing.CampaignAsync(session, name, cancel);
                ScoringSummary summary;
                await using (var bar = new ProgressBar("score", "comments", 0))
                    summary = await session.Engine.CommentScoring.RunAsync(name, VaderScorer.English, SettingCommands.By(options), bar, cancel);
                await session.Engine.CatchUpAsync(progress: null, CancellationToken.None);
                await session.KeepCheckpointAsync(CancellationToken.None);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(CommentScoringView.Of(summary));
                else
                    Print(summary);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(ScoringSummary summary)
    {
        Console.WriteLine(
            Output.Paragraph(
                $"{Told(summary.Scored)} of {Told(summary.Comments)} comments were scored by {PlainText.Clean(summary.Scorer)}, which reads English only."
                    + (summary.LastSeal is { } seal ? $" Seal {seal}." : "")
            )
        );
        foreach (
            var (count, what) in ((long, string)[])
                [
                    (summary.Known, "had a score by it already"),
                    (summary.OtherLanguage, "are not in English, as far as their words say, and have no score"),
                    (summary.Blank, "have no letter"),
                    (summary.Corrected, $"were corrected or retracted; {Told(summary.Retracted)} scores of such were taken back"),
                    (summary.Erased, "are of customers who were erased, and nobody can read them"),
                ]
        )
            if (count > 0)
                Console.WriteLine(Output.Paragraph($"{Told(count)} {what}.", indent: 2));
    }

    private static string Told(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
