using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ProjectionsCommand
{
    public static Command Create() =>
        new Command("projections", "The views folded from the signal log.")
            .With(Status(), Rebuild(), Check(), ProjectionsRetry.Retry())
            .WithExample("cpt projections check");

    private static Command Status()
    {
        var command = new Command(
            "status",
            "How far each projection has come, what stopped it if something did, and what was set aside so that all else could go on."
        ).WithExample("cpt projections status");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var all = new List<(ProjectionStatus Status, IReadOnlyList<SetAside> Aside)>();
                foreach (var projection in session.Engine.Projections)
                    all.Add((await session.Engine.Projector.StatusAsync(projection, cancel), await session.Engine.Projector.SetAsideAsync(projection, cancel)));
                var detectors = await session.Engine.Watch.SetAsideAsync(cancel);

                if (!options.GetValue(GlobalOptions.Json))
                {
                    foreach (var (status, aside) in all)
                    {
                        Console.WriteLine(
                            $"{status.Name}: generation {status.Generation} at seal {status.Seal}, {status.Lag} "
                                + $"behind{(status.Failure is null ? "" : $"; stopped: {status.Failure}")}"
                        );
                        foreach (var one in aside)
                            Console.WriteLine(SetAsideText.Line(one));
                    }

                    foreach (var one in detectors)
                        Console.WriteLine(SetAsideText.Line(one));
                    return ExitCode.Done;
                }

                Output.Json(ProjectionsView.Of(all, detectors));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Rebuild()
    {
        var command = new Command("rebuild", "Builds every projection anew beside the live one, then switches in one transaction.").WithExample(
            "cpt projections rebuild"
        );
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var total = (await HeadRow.ReadAsync(session.Engine.Database, session.Engine.Workspace, cancel)).Signals.Value;
                foreach (var projection in session.Engine.Projections)
                {
                    await using var bar = new ProgressBar($"rebuild {projection.Name}", "signals", total);
                    await session.Engine.Projector.RebuildAsync(projection, bar, cancel);
                }

                foreach (var projection in session.Engine.Projections)
                {
                    var status = await session.Engine.Projector.StatusAsync(projection, cancel);
                    await Console.Error.WriteLineAsync($"{status.Name}: generation {status.Generation} is live, at seal {status.Seal}");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Check()
    {
        var command = new Command(
            "check",
            "Builds every projection elsewhere and compares it with the live one, row for row. Exit code 3 where they differ."
        ).WithExample("cpt projections check --json");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var total = (await HeadRow.ReadAsync(session.Engine.Database, session.Engine.Workspace, cancel)).Signals.Value;
                var all = new List<ProjectionCheck>();
                foreach (var projection in session.Engine.Projections)
                {
                    await using var bar = new ProgressBar($"check {projection.Name}", "signals", total);
                    all.Add(await session.Engine.Projector.CheckAsync(projection, bar, cancel));
                }

                var ok = all.TrueForAll(check => check.Differences == 0);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(ProjectionChecksView.Of(ok, all));
                }
                else
                {
                    foreach (var check in all)
                        Console.WriteLine(
                            check.Differences == 0
                                ? $"{check.Name}: {check.Rows:N0} rows, all equal to a fresh build"
                                : $"{check.Name}: {check.Differences:N0} of {check.Rows:N0} rows differ from a fresh build. `cpt projections rebuild` "
                                    + "replaces them."
                        );
                }

                return ok ? ExitCode.Done : ExitCode.Found;
            }
        );
        return command;
    }
}
