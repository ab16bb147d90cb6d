using CustomerPerformanceTracker.Server;
using CustomerPerformanceTracker.Server.Asking;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class McpCommand
{
    private const string KeyVariable = "CPT_KEY";

    public static Command Create()
    {
        var server = new Option<string?>("--server")
        {
            Description =
                $"Address of a running server to ask; the key for it, with the scope read, stands in {KeyVariable}. Absent: the database that --data or "
                + "--database names is read. Also CPT_SERVER.",
            HelpName = "URL",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CPT_SERVER") is { Length: > 0 } url ? url : null,
        };
        var command = new Command(
            "mcp",
            "Tools of the Model Context Protocol on standard input and output, for a program that asks in words: campaigns, scorecards, breaks, alerts, "
                + "customers, comments. They only read. Nothing else is written to stdout."
        )
            .With(server)
            .WithExample("cpt mcp --data ~/.cpt", $"{KeyVariable}=cpt_... cpt mcp --server http://127.0.0.1:5080");
        command.SetAction(
            async (options, cancel) =>
            {
                // What the protocol does not write would be taken for a message of it.
                Console.SetOut(Console.Error);
                if (options.GetValue(server) is { } address)
                    await ToolRelay.ServeAsync(address, Environment.GetEnvironmentVariable(KeyVariable), cancel);
                else
                    await ReadAsync(options, cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task ReadAsync(ParseResult options, CancellationToken cancel)
    {
        await using var session = await Session.OpenAsync(options, cancel);
        await session.Engine.CatchUpAsync(progress: null, cancel);
        var wanted = new ServerOptions([], options.GetRequiredValue(GlobalOptions.Workspace), session.Engine.Workspace.Zone)
        {
            DataFolder = options.GetRequiredValue(GlobalOptions.Data),
        };
        await using var tools = await TrackerServer.StartAsync(session.Engine.Database, wanted, TimeProvider.System, cancel);
        await StdioTools.ServeAsync(await tools.ToolsAsync(Environment.UserName), cancel);
    }
}
