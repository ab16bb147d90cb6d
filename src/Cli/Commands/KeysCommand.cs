using CustomerPerformanceTracker.Loop.Access;
using NodaTime.Extensions;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class KeysCommand
{
    public static Command Create() =>
        new Command("keys", "Keys of the HTTP API: who may send, read, operate, approve or administer.")
            .With(Make(), List(), Revoke())
            .WithExample("cpt keys create --scope ingest --person web-shop");

    private static Command Make()
    {
        var scope = new Option<string[]>("--scope")
        {
            Description = $"What it may do, once or several times: {string.Join(", ", KeyScopes.Names)}.",
            Required = true,
            HelpName = "SCOPE",
        };
        var person = new Option<string>("--person")
        {
            Description = "Who acts with it. Two keys of one person are one person where four eyes are asked for.",
            Required = true,
            HelpName = "NAME",
        };
        var label = new Option<string>("--label") { Description = "What it is for.", DefaultValueFactory = _ => "" };
        var days = new Option<int?>("--days") { Description = "It expires after so many days; without this, never.", HelpName = "N" };
        var command = new Command("create", "Makes a key for the workspace and prints it once: only its hash is kept.")
            .With(scope, person, label, days, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt keys create --scope read --scope operate --person ana --reason \"new analyst\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var scopes = ScopesOf(options.GetRequiredValue(scope));
                if (options.GetValue(days) is <= 0)
                    throw new UsageException("--days is a number of days from 1 on.");

                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                Instant? expires = options.GetValue(days) is { } kept ? TimeProvider.System.GetCurrentInstant() + Duration.FromDays(kept) : null;
                var (key, text) = await Book(session)
                    .CreateAsync(session.Engine, scopes, options.GetRequiredValue(person), options.GetRequiredValue(label), expires, By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(NewKeyView.Of(key, text.Text));
                }
                else
                {
                    Console.WriteLine(text.Text);
                    await Console.Error.WriteLineAsync(
                        $"Key {key.Id} of {key.Person} for workspace {key.Workspace}. It is shown this once; `cpt keys revoke {key.Id}` ends it."
                    );
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "The workspace's keys, without their secrets.").WithExample("cpt keys list");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var keys = await Book(session).ListAsync(session.Engine.Workspace.Name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(KeyListView.Of(keys));
                    return ExitCode.Done;
                }

                if (keys.Count == 0)
                    Console.WriteLine("No keys: a server answers this machine alone. `cpt keys create` makes one.");
                foreach (var key in keys)
                    Console.WriteLine(
                        $"{key.Id}  {key.Person}  {string.Join(' ', key.Scopes.Select(KeyScopes.NameOf))}  "
                            + $"{State(key)}{(key.Label.Length == 0 ? "" : "  " + key.Label)}"
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "The key's id, as `cpt keys list` shows it." };
        var command = new Command("revoke", "Ends a key for good; servers refuse it within a second.")
            .With(id, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt keys revoke 3fa2b1c09d7e --reason \"left the team\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var asked = options.GetRequiredValue(id);
                if (!await Book(session).RevokeAsync(session.Engine, asked, By(options), cancel))
                    throw new UsageException($"The workspace {session.Engine.Workspace.Name} has no valid key '{asked}'. `cpt keys list` shows them.");
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new KeyRevokedView(asked));
                else
                    Console.WriteLine($"Key {asked} is revoked.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>The scopes that were named.</summary>
    /// <exception cref="UsageException">There is no scope of a name.</exception>
    public static IReadOnlyList<KeyScope> ScopesOf(IEnumerable<string> names) =>
        [
            .. names
                .Select(name => KeyScopes.Find(name) ?? throw new UsageException($"'{name}' is no scope. Scopes are {string.Join(", ", KeyScopes.Names)}."))
                .Distinct(),
        ];

    private static KeyStore Book(Session session) => new(session.Engine.Database, TimeProvider.System);

    private static Authorship By(ParseResult options) => new(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(SettingCommands.Reason));

    private static string State(ApiKey key) =>
        key.RevokedAt is { } revoked ? $"revoked {Day(revoked)}"
        : key.ExpiresAt is { } expires ? $"until {Day(expires)}"
        : "valid";

    private static string Day(Instant time) => InstantPattern.ExtendedIso.Format(time)[..10];
}
