namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>`show` and `set FILE` of a YAML document that lives in the journal, and what is to be done once it is set.</summary>
internal static class SettingCommands
{
    public static readonly Option<string> Actor = new("--actor") { Description = "Who does it.", DefaultValueFactory = _ => Environment.UserName };

    public static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why; it is kept in the journal.",
        DefaultValueFactory = _ => "set from the command line",
    };

    public static Authorship By(ParseResult options) => new(options.GetRequiredValue(Actor), options.GetRequiredValue(Reason));

    public static Command Create(
        string name,
        string description,
        Func<WorkspaceSettings, CancellationToken, Task<Setting?>> read,
        Func<WorkspaceSettings, string, Authorship, CancellationToken, Task<Setting>> write,
        string sample,
        string absent,
        Func<Session, CancellationToken, Task>? after = null
    )
    {
        var show = new Command("show", "Shows the document in force.").WithExample($"cpt {name} show");
        show.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.FindAsync(options, cancel);
                if (session is not null && await read(session.Engine.Settings, cancel) is { } setting)
                    Print(options, setting);
                else if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new NoDocumentView());
                else
                    Console.WriteLine(absent);
                return ExitCode.Done;
            }
        );

        var file = new Argument<string>("FILE") { Description = "YAML file." };
        var set = new Command("set", "Records the document; the one before stays in the journal.")
            .With(file, Actor, Reason)
            .WithExample($"cpt {name} set {sample} --reason \"first version\"");
        set.SetAction(
            async (options, cancel) =>
            {
                var yaml = await File.ReadAllTextAsync(options.GetRequiredValue(file), cancel);
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var setting = await write(session.Engine.Settings, yaml, By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (after is not null)
                    await after(session, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Print(options, setting);
                else
                    Console.WriteLine($"{setting.Stream} is at version {setting.Version}, recorded under seal {setting.Seal}.");
                return ExitCode.Done;
            }
        );

        return new Command(name, description).With(show, set).WithExample($"cpt {name} set {sample}");
    }

    private static void Print(ParseResult options, Setting setting)
    {
        if (!options.GetValue(GlobalOptions.Json))
        {
            Console.Write(setting.Yaml.EndsWith('\n') ? setting.Yaml : setting.Yaml + "\n");
            return;
        }

        Output.Json(DocumentView.Of(setting));
    }
}
