using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class LogCommand
{
    public static Command Create() =>
        new Command("log", "The heads of the two logs and of the tree over their seals.")
            .With(Head(), Keep(), LogProofCommand.Subcommand(), LogKeyCommand.Subcommand())
            .WithExample("cpt log head");

    private static Command Head()
    {
        var command = new Command("head", "Last positions of both logs, the last seal and the tree's root.").WithExample("cpt log head --json");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var workspace = session.Engine.Workspace;
                var head = await HeadRow.ReadAsync(session.Engine.Database, workspace, cancel);
                var root = Convert.ToBase64String(head.Checkpoint(workspace).Root);
                var recorded = head.Seal == SealNumber.None ? null : Instant.FromUnixTimeTicks(head.RecordedAt * 10).ToString();
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(HeadView.Of(workspace, head));
                }
                else
                {
                    Console.WriteLine(
                        $"{workspace.Name}: {head.Signals:N0} signals, {head.Journal:N0} journal entries, {head.Seal:N0} "
                            + $"seals{(recorded is null ? "" : $", the last at {recorded}")}"
                    );
                    Console.WriteLine($"root {root}");
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Keep()
    {
        var file = new Option<string?>("-o", "--output") { Description = "Write it to this file instead of stdout.", HelpName = "FILE" };
        var command = new Command(
            "checkpoint",
            "The head of the tree as a signed C2SP checkpoint, kept under --data and to be kept where the database's owner cannot reach it."
        )
            .With(file)
            .WithExample("cpt log checkpoint -o /mnt/safe/default.txt");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var checkpoint = await session.Notary.KeepAsync(goOn: false, cancel);
                if (options.GetValue(file) is { } path)
                    await File.WriteAllTextAsync(path, checkpoint.ToString(), cancel);
                else
                    Console.Write(checkpoint);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
