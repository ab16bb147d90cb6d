using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Readings;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt customers</c>.</summary>
internal static class CustomersCommand
{
    public static Command Create() =>
        new Command("customers", "Customers: what each did and said, what they are worth, who may leave, and what lost trust is paid with.")
            .With(
                Show(),
                Link(
                    "link",
                    "Takes down that two ids are one person's, so that readings from this seal on count one customer.",
                    (store, one, other, by, cancel) => store.LinkAsync(one, other, by, cancel),
                    "are one customer"
                ),
                Link(
                    "unlink",
                    "Takes down that two ids that were linked are not one person's.",
                    (store, one, other, by, cancel) => store.UnlinkAsync(one, other, by, cancel),
                    "are two customers"
                ),
                CustomerValues.Value(),
                CustomerValues.Segments(),
                CustomerValues.Fit(),
                CustomersAtRisk.AtRisk(),
                LostTrustPrice.Price()
            )
            .WithExample(
                "cpt customers show c-17",
                "cpt customers value --within 90d",
                "cpt customers at-risk",
                "cpt customers link c-17 shop-904 --reason \"same loyalty card\""
            );

    private static Command Show()
    {
        var id = Id("CUSTOMER");
        var all = new Option<bool>("--all") { Description = $"Every act, instead of the last {CustomerText.ActsShown}." };
        var cursors = new CursorOptions();
        var command = new Command("show", "What a customer did, bought, sent back and answered, and the last things of it in order.")
            .With(id, all, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt customers show c-17", "cpt customers show c-17 --at 2025-05-01 --all");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(id);
                var state =
                    await session.Engine.CustomerStates.ReadAsync(name, await cursors.ReadAsync(options, session.Engine, cancel), cancel)
                    ?? throw new UsageException(
                        $"The workspace {session.Engine.Workspace.Name} knows nothing of a customer '{name}' with these cursors. Ids are "
                            + "compared letter by letter; one that was erased is gone."
                    );
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(CustomerView.Of(state));
                else
                    CustomerText.Print(state, options.GetValue(all));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Link(
        string name,
        string description,
        Func<LinkStore, string, string, Authorship, CancellationToken, Task<CustomerLink>> write,
        string told
    )
    {
        var (one, other) = (Id("CUSTOMER"), Id("OTHER"));
        var command = new Command(name, description)
            .With(one, other, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample($"cpt customers {name} c-17 shop-904 --reason \"same loyalty card\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var link = await write(
                    session.Engine.Links,
                    options.GetRequiredValue(one),
                    options.GetRequiredValue(other),
                    SettingCommands.By(options),
                    cancel
                );
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(CustomerLinkView.Of(link));
                else
                    Console.WriteLine(
                        Output.Paragraph(
                            $"From seal {link.Seal} on the customers {link.One} and {link.Other} {told}. The journal holds these numbers and not the "
                                + "ids; an erasure takes one id at a time."
                        )
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Argument<string> Id(string name) => new(name) { Description = "A customer's id as the source named it." };
}
