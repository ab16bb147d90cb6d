using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class EraseCommand
{
    public static Command Create()
    {
        var customer = new Argument<string?>("CUSTOMER") { Description = "The customer's id as the source named it.", Arity = ArgumentArity.ZeroOrOne };
        var sweep = new Option<bool>("--sweep") { Description = "Erase nobody; clear the database's files of what earlier erasures left." };
        var command = new Command("erase", "Destroys a customer's id and text key for good; every signal, count and proof stays.")
            .With(customer, sweep, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt erase c-17 --reason \"request of 3 May\"");
        command.SetAction(
            async (options, cancel) =>
            {
                if (options.GetValue(customer) is null != options.GetValue(sweep))
                    throw new UsageException("Give the CUSTOMER to be erased, or --sweep alone.");

                await using var session = await Session.OpenAsync(options, cancel);
                var erasure = session.Engine.ErasureUnder(options.GetRequiredValue(GlobalOptions.Data));
                int? number = null;
                ErasureOutlook? outlook = null;
                if (options.GetValue(customer) is { } id)
                {
                    number = await erasure.EraseAsync(id, SettingCommands.By(options), cancel);
                    outlook = await erasure.LookAroundAsync(id, cancel);
                    if (number is null)
                        throw new UsageException(
                            $"The workspace {session.Engine.Workspace.Name} knows no customer of that id; it may have been erased before.{Near(outlook)}"
                        );
                    await session.KeepCheckpointAsync(cancel);
                }

                Print(options, number, await erasure.SweepAsync(cancel), outlook);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static string Near(ErasureOutlook outlook) =>
        outlook.Twins.Count == 0 ? "" : $" Nearly the same are: {string.Join(", ", outlook.Twins.Select(twin => $"'{twin}'"))}.";

    private static void Print(ParseResult options, int? number, IReadOnlyList<string> left, ErasureOutlook? outlook)
    {
        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(ErasureView.Of(number, left, outlook));
            return;
        }

        if (number is not null)
            Console.WriteLine($"Erased. What customer {number} did is still counted; who it was and what they wrote can no longer be read.");
        Console.WriteLine(left.Count == 0 ? "No file of the database holds it any more." : "Some files of the database may hold it still:");
        foreach (var sentence in left)
            Console.WriteLine(sentence);
        if (outlook is not null)
            Warn(outlook);
    }

    private static void Warn(ErasureOutlook outlook)
    {
        foreach (var twin in outlook.Twins)
            Console.WriteLine(
                $"Warning: there is a customer '{twin}', whose id is nearly the same. If that is the same person: cpt erase {Quoted(twin)} --reason \"...\""
            );
        foreach (var standing in outlook.Elsewhere)
            Console.WriteLine(
                $"Warning: the id still stands in {standing.Count:N0} {standing.Where}, which an erasure does not reach: "
                    + $"{string.Join("; ", standing.Places)}{(standing.Count > standing.Places.Count ? "; ..." : "")}"
            );
    }

    /// <summary>As a POSIX shell takes it for one word.</summary>
    private static string Quoted(string id) => $"'{id.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
