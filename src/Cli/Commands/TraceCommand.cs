using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class TraceCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("REF")
        {
            Description = "An alert's or adjustment's id, hero@9 or CAMPAIGN/hero@9, review-ID, signal:ID or signal:CAMPAIGN/ID.",
        };
        var prov = new Option<bool>("--prov") { Description = "Print W3C PROV-JSON." };
        var rows = new Option<int>("--rows") { Description = "Answers of each alert that are told by row, at most.", DefaultValueFactory = _ => 5 };
        var command = new Command(
            "trace",
            "The chain behind an alert, adjustment, message version, review or signal: who, when, why, on which evidence as known then, down to the answers."
        )
            .With(reference, prov, rows)
            .WithExample("cpt trace hero@9", "cpt trace signal:spring-launch/a1");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var trace = await session.Engine.Traces.FollowAsync(options.GetRequiredValue(reference), Math.Max(1, options.GetRequiredValue(rows)), cancel);
                if (options.GetValue(prov))
                {
                    Output.Json(ProvView.Of(trace));
                    return ExitCode.Done;
                }

                var words = await AlertVoices.BehindAsync(trace, session.Engine.RisenVoices, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(TraceView.Of(trace, words));
                else
                    Console.WriteLine(TraceText.Of(trace, words));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
