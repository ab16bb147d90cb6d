namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt selfcheck</c>.</summary>
internal static class SelfCheckCommand
{
    public static Command Create()
    {
        var window = new Option<string>("--window")
        {
            Description = "Length of the window in days or weeks, up to the newest day of the log.",
            DefaultValueFactory = _ => "90d",
        };
        var cursors = new CursorOptions();
        var command = new Command(
            "selfcheck",
            "Whether trust and satisfaction are measured, metrics reflect emotion, data is combined with perception, insights lead to changes, and a fall "
                + "would be noticed: each answer with its figures, and what to do. Exit code 3 where something was found or cannot be told."
        )
            .With(window, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt selfcheck --window 12w");
        command.SetAction(
            async (options, cancel) =>
            {
                var days = ScorecardCommand.Days(options.GetRequiredValue(window));
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var report = await session.Engine.SelfCheck.ReadAsync(days, await cursors.ReadAsync(options, session.Engine, cancel), new Played(), cancel);
                var view = SelfCheckView.Of(report);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(view);
                else
                    foreach (var line in SelfCheckText.Lines(view))
                        Console.WriteLine(line);
                return view.Ok ? ExitCode.Done : ExitCode.Found;
            }
        );
        return command;
    }

    /// <summary>Says on stderr which watch is being played through: each takes some seconds.</summary>
    private sealed class Played : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value) => Console.Error.WriteLine($"playing falls on watch {value.Done + 1} of {value.All}");
    }
}
