using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Experiments;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt experiments</c>.</summary>
internal static class ExperimentsCommand
{
    public static Command Create() =>
        new Command(
            "experiments",
            "Two arms, such as two versions of a message, compared by what their customers did, so that looking at every day is allowed. An experiment is "
                + "declared before it is read, and nothing of it can be changed afterwards: a design that is chosen after a look promises nothing."
        )
            .With(ExperimentDeclaration.Declare(), List(), Show(), End())
            .WithExample(
                "cpt experiments declare short-mail --campaign spring --by message --control hero@8 --treatment hero@9 --from 2025-05-01 "
                    + "--guardrail trust --reason \"is the short text better?\"",
                "cpt experiments show short-mail"
            );

    private static Command List()
    {
        var cursors = new CursorOptions();
        var command = new Command("list", "The experiments as they were declared, and which of them were ended.")
            .With(cursors.Known, cursors.Seal)
            .WithExample("cpt experiments list", "cpt experiments list --seal 4812 --json");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var all = await session.Engine.DeclaredExperiments.ListAsync(await cursors.ReadAsync(options, session.Engine, cancel), cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new ExperimentListView([.. all.Select(DeclaredExperimentView.Of)]));
                else if (all.Count == 0)
                    Console.WriteLine("No experiment was declared; `cpt experiments declare --help` shows how one is.");
                else
                    foreach (var experiment in all)
                        ExperimentText.Print(DeclaredExperimentView.Of(experiment));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("NAME") { Description = "The experiment to read." };
        var cursors = new CursorOptions();
        var command = new Command(
            "show",
            "The arms at the end of each day: an interval of the difference and a p that hold at every look at once, whether customers came into the arms as "
                + "declared, the guardrail, and who is not in the comparison. A customer is in the arm of the first act that named one, "
                + "and counts from then on."
        )
            .With(name, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt experiments show short-mail", "cpt experiments show short-mail --known 2025-05-10 --json");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var (wanted, at) = (options.GetRequiredValue(name), await cursors.ReadAsync(options, session.Engine, cancel));
                var reading =
                    await session.Engine.ExperimentReadings.ReadAsync(wanted, at, cancel)
                    ?? throw Missing(wanted, await session.Engine.DeclaredExperiments.ListAsync(at, cancel));
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(ExperimentView.Of(reading));
                else
                    ExperimentText.Print(ExperimentView.Of(reading));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command End()
    {
        var name = new Argument<string>("NAME") { Description = "The experiment to end." };
        var reason = new Option<string>("--reason") { Description = "Why; it is kept in the journal.", Required = true };
        var command = new Command("end", "Ends an experiment: today is its last day. It stays readable, and its name stays taken.")
            .With(name, SettingCommands.Actor, reason)
            .WithExample("cpt experiments end short-mail --reason \"trust fell\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(reason));
                var experiment = await session.Engine.Experiments.EndAsync(options.GetRequiredValue(name), by, cancel);
                await session.KeepCheckpointAsync(cancel);
                ExperimentDeclaration.Print(options, experiment);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static UsageException Missing(string name, IReadOnlyList<Experiment> all) =>
        new(
            all.Count == 0
                ? $"There is no experiment '{name}': none was declared by these cursors. `cpt experiments declare --help` shows how one is."
                : KnownNames.Refusal("experiment", name, [.. all.Select(one => one.Name)])
        );
}
