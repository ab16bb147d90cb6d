using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class DbCommand
{
    public static Command Create()
    {
        var migrate = new Command("migrate", "Brings the schema up to date and makes the workspace where it does not exist.").WithExample(
            "cpt db migrate --workspace acme --zone Europe/Berlin"
        );
        migrate.SetAction(async (options, cancel) => await RunAsync(await Session.OpenOrMakeAsync(options, cancel), options, cancel));
        var status = new Command("status", "Which database and workspace a command would work on.").WithExample("cpt db status");
        status.SetAction(async (options, cancel) => await RunAsync(await Session.OpenAsync(options, cancel), options, cancel));
        return new Command("db", "The database behind the workspace.").With(migrate, status).WithExample("cpt db status");
    }

    private static async Task<int> RunAsync(Session opened, ParseResult options, CancellationToken cancel)
    {
        await using var session = opened;
        var figures = await DatabaseFigures.ReadAsync(session.Engine.Database, cancel);
        var workspace = session.Engine.Workspace;
        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(new DatabaseView(figures.Server, figures.Bytes, figures.Workspaces, workspace.Name, workspace.Zone));
        }
        else
        {
            Console.WriteLine(figures.Server);
            Console.WriteLine(
                $"{figures.Bytes / 1_048_576.0:N1} MiB, {figures.Workspaces} workspace(s); this one is {workspace.Name}, days in {workspace.Zone}"
            );
        }

        return ExitCode.Done;
    }
}
