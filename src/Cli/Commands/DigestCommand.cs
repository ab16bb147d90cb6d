using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Pages.Digests;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class DigestCommand
{
    public static Command Create()
    {
        var since = new Option<int?>("--since-seal") { Description = "The seal before: only what is surely otherwise than by it is told.", HelpName = "SEAL" };
        var seal = new Option<int?>("--seal") { Description = "Read by that seal; the last one where left out.", HelpName = "SEAL" };
        var (html, pdf) = (Papers.Html(), Papers.Pdf());
        var command = new Command(
            "digest",
            "What is sure and new between two seals: campaigns whose scorecard reads otherwise, alerts and changes of strategy in another state. Without a "
                + "seal to begin with, all that stands. `cpt subscriptions add --digest` has it sent each day or week."
        )
            .With(since, seal, html, pdf)
            .WithExample("cpt digest --since-seal 12 --html digest.html");
        command.SetAction(
            async (options, cancel) =>
            {
                using var papers = new Papers(options.GetValue(html), options.GetValue(pdf));
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                await engine.CatchUpAsync(progress: null, cancel);
                var digest = await engine.Digests.ReadAsync(
                    Seal(options.GetValue(since)),
                    Seal(options.GetValue(seal)) ?? await engine.Cells.FoldedAsync(cancel),
                    cancel
                );
                await papers.MakeAsync(() => DigestFile.RenderAsync(engine, digest, cancel), cancel);
                papers.Place();
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(DigestView.Of(digest));
                else
                    DigestText.Print(digest);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static SealNumber? Seal(int? number) => number is { } given ? new(given) : null;
}
