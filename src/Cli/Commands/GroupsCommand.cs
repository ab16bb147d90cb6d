using CustomerPerformanceTracker.Loop.Access;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class GroupsCommand
{
    public static Command Create() =>
        new Command("groups", "What people may do who sign in through an OpenID provider (`cpt serve --oidc-issuer`), by the groups it says they are in.")
            .With(Grant(), List(), Revoke())
            .WithExample("cpt groups grant analysts --scope read --scope operate --reason \"they look after campaigns\"");

    private static Command Grant()
    {
        var group = Group();
        var scope = new Option<string[]>("--scope")
        {
            Description = $"What its members may do, once or several times: {string.Join(", ", KeyScopes.Names)}.",
            Required = true,
            HelpName = "SCOPE",
        };
        var command = new Command("grant", "Grants scopes to a group in the workspace, in place of those it had.")
            .With(group, scope, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt groups grant analysts --scope read --scope operate --reason \"they look after campaigns\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var scopes = KeysCommand.ScopesOf(options.GetRequiredValue(scope));
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var grant = await Book(session).GrantAsync(session.Engine, options.GetRequiredValue(group), scopes, SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(GroupView.Of(grant));
                else
                    Console.WriteLine($"Members of {grant.Name} may {Names(grant)} in workspace {grant.Workspace}.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The groups that the workspace grants something to.").WithExample("cpt groups list");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var grants = await Book(session).ListAsync(session.Engine.Workspace.Name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(GroupListView.Of(grants));
                    return ExitCode.Done;
                }

                if (grants.Count == 0)
                    Console.WriteLine("No grants: nobody gets in through a provider. `cpt groups grant` makes one.");
                foreach (var grant in grants)
                    Console.WriteLine($"{grant.Name}  {Names(grant)}  since {InstantPattern.ExtendedIso.Format(grant.GrantedAt)[..10]}");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var group = Group();
        var command = new Command("revoke", "Takes back all that is granted to a group; servers refuse its members within a second.")
            .With(group, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt groups revoke analysts --reason \"the team was dissolved\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var asked = options.GetRequiredValue(group);
                if (!await Book(session).RevokeAsync(session.Engine, asked, SettingCommands.By(options), cancel))
                    throw new UsageException(
                        $"The workspace {session.Engine.Workspace.Name} grants nothing to a group '{asked}'. `cpt groups list` shows its grants."
                    );
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new GroupRevokedView(asked));
                else
                    Console.WriteLine($"Nothing is granted to {asked} any more.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Argument<string> Group() => new("NAME") { Description = "The group's name, as the provider sends it." };

    private static GroupStore Book(Session session) => new(session.Engine.Database, TimeProvider.System);

    private static string Names(GroupGrant grant) => string.Join(", ", grant.Scopes.Select(KeyScopes.NameOf));
}
