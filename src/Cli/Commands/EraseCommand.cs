using System.CommandLine;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class EraseCommand
{
    public static Command Create()
    {
        var customer = new Argument<string?>("CUSTOMER") { Description = "The customer's id as the source named it.", Arity = ArgumentArity.ZeroOrOne };
        var sweep = new Option<bool>("--sweep") { Description = "Erase nobody; clear the database's files of what earlier erasures left." };
        var command = new Command("erase", "Destroys a customer's id and text key for good; every signal, count and proof stays.")
            .With(customer, sweep, SettingCommands.Actor, SettingCommands.Reason).WithExample("cpt erase c-17 --reason \"request of 3 May\"");
        command.SetAction(async (options, cancel) =>
        {
            if (options.GetValue(customer) is null != options.GetValue(sweep))
                throw new UsageException("Give the CUSTOMER to be erased, or --sweep alone.");

            await using var session = await Session.OpenAsync(options, cancel);
            var erasure = session.Engine.ErasureUnder(options.GetRequiredValue(GlobalOptions.Data));
            int? number = null;
            if (options.GetValue(customer) is { } id)
            {
                number = await erasure.EraseAsync(id, SettingCommands.By(options), cancel)
                    ?? throw new UsageException($"The workspace {session.Engine.Workspace.Name} knows no customer of that id; it may have been erased before.");
                await session.KeepCheckpointAsync(cancel);
            }

            Print(options, number, await erasure.SweepAsync(cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(ParseResult options, int? number, IReadOnlyList<string> left)
    {
        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(json =>
            {
                if (number is { } customer)
                    json.WriteNumber("customer", customer);
                json.WriteStartArray("left");
                foreach (var sentence in left)
                    json.WriteStringValue(sentence);
                json.WriteEndArray();
            });
            return;
        }

        if (number is not null)
            Console.WriteLine($"Erased. What customer {number} did is still counted; who it was and what they wrote can no longer be read.");
        Console.WriteLine(left.Count == 0 ? "No file of the database holds it any more." : "Some files of the database may hold it still:");
        foreach (var sentence in left)
            Console.WriteLine(sentence);
    }
}
