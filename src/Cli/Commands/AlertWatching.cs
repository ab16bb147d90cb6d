using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class AlertWatching
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static Command Watch()
    {
        var after = new Option<long?>("--after") { Description = "Journal position to go on behind; 0 for all there ever was. From now on by default." };
        var limit = new Option<int>("--limit") { Description = "End after so many.", DefaultValueFactory = _ => int.MaxValue };
        var command = new Command(
            "watch",
            "Prints alerts as they are raised and what is done about them, until Ctrl-C. With --json a line each, whose position --after takes."
        )
            .With(after, limit)
            .WithExample("cpt alerts watch --after 0");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                var at = options.GetValue(after) is { } given
                    ? new Position(given)
                    : (await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel)).Journal;
                var left = options.GetValue(limit);
                while (left > 0)
                {
                    await engine.CatchUpAsync(progress: null, cancel);
                    foreach (var change in await engine.Alerts.ChangesAsync(at, Math.Min(left, 100), cancel))
                    {
                        Print(options, change);
                        (at, left) = (change.Position, left - 1);
                    }

                    if (left > 0)
                        await Task.Delay(Look, cancel);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(ParseResult options, AlertChange change)
    {
        if (!options.GetValue(GlobalOptions.Json))
        {
            Console.WriteLine(AlertText.Change(change));
            return;
        }

        Output.JsonLine(WatchedAlertView.Of(change));
    }
}
