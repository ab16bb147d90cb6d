using System.CommandLine;
using CustomerPerformanceTracker.EventLog;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class EraseCommand
{
    public static Command Create()
    {
        var customer = new Argument<string>("CUSTOMER") { Description = "The customer's id as the source named it." };
        var command = new Command("erase", "Destroys a customer's id and text key for good; every signal, count and proof stays.")
            .With(customer, SettingCommands.Actor, SettingCommands.Reason).WithExample("cpt erase c-17 --reason \"request of 3 May\"");
        command.SetAction(async (options, cancel) =>
        {
            await using var session = await Session.OpenAsync(options, cancel);
            var engine = session.Engine;
            var by = SettingCommands.By(options);
            var number = await new Erasure(engine.Database, engine.Workspace, engine.Journal).EraseAsync(options.GetRequiredValue(customer), by, cancel)
                ?? throw new UsageException($"The workspace {engine.Workspace.Name} knows no customer of that id; it may have been erased before.");
            await session.KeepCheckpointAsync(cancel);
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(json => json.WriteNumber("customer", number));
            else
                Console.WriteLine($"Erased. What customer {number} did is still counted; who it was and what they wrote can no longer be read.");
            return ExitCode.Done;
        });
        return command;
    }
}
