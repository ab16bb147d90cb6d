using System.CommandLine;
using CustomerPerformanceTracker.Tracker.Intake;
using CustomerPerformanceTracker.Tracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ImportCommand
{
    private const string Stdin = "-";

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File to read, or - for standard input; gzip is recognised." };
        var map = new Option<string?>("--map") { Description = "Mapping file that turns the source's rows into signals; absent: native NDJSON.", HelpName = "MAP.yaml" };
        var history = new Option<bool>("--history") { Description = "The file tells of the past: a signal was received when the file says so, or when it occurred." };
        var command = new Command("import", "Reads signals from a file. What is there already is recognised, so an import can be run again at any time.")
            .With(file, map, history)
            .WithExample("cpt import signals.ndjson.gz", "cpt import report.csv --map samples/mappings/ad-platform-day-report.yaml --history");
        command.SetAction(async (options, cancel) =>
        {
            var mapping = options.GetValue(map) is { } path ? Mapping.Parse(await File.ReadAllTextAsync(path, cancel)) : null;
            var name = options.GetRequiredValue(file);
            await using var source = name == Stdin ? Console.OpenStandardInput() : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            await using var session = await Session.OpenAsync(options, cancel);
            var intake = new IntakeOptions { Mapping = mapping, History = options.GetValue(history) };
            var (summary, rejects) = await ImportRun.RunAsync(session, source, name == Stdin ? "stdin" : name, intake, cancel);
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(json => ImportRun.Write(json, summary, rejects));
            else
                ImportRun.Print(summary, rejects);
            return summary.Complete ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
