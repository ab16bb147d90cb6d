using System.CommandLine;
using CustomerPerformanceTracker.Tracker.Intake;
using CustomerPerformanceTracker.Tracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ImportCommand
{
    private const string Stdin = "-";
    private const string Native = "native";
    private const string CloudEvents = "cloudevents";
    private const string Segment = "segment";

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File to read, or - for standard input; gzip is recognised." };
        var map = new Option<string?>("--map") { Description = "Mapping file that turns the source's rows into signals; absent: native NDJSON.", HelpName = "MAP.yaml" };
        var format = new Option<string?>("--format")
        {
            Description = "native (absent), cloudevents (1.0, JSON) or segment (calls and batches, by the mapping in force: `cpt mappings`), one a line or in a JSON array.",
        };
        format.AcceptOnlyFromAmong(Native, CloudEvents, Segment);
        var history = new Option<bool>("--history") { Description = "The file tells of the past: a signal was received when the file says so, or when it occurred." };
        var command = new Command("import", "Reads signals from a file. What is there already is recognised, so an import can be run again at any time.")
            .With(file, map, format, history)
            .WithExample("cpt import signals.ndjson.gz", "cpt import report.csv --map samples/mappings/ad-platform-day-report.yaml --history", "cpt import calls.ndjson --format segment --history");
        command.SetAction(async (options, cancel) =>
        {
            if (options.GetValue(map) is not null && options.GetValue(format) is not null)
                throw new UsageException("A mapping file says its source's format itself: give --map or --format, not both.");
            var mapping = options.GetValue(map) is { } path ? Mapping.Parse(await File.ReadAllTextAsync(path, cancel)) : null;
            var name = options.GetRequiredValue(file);
            await using var source = name == Stdin ? Console.OpenStandardInput() : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            await using var session = await Session.OpenAsync(options, cancel);
            var intake = new IntakeOptions
            {
                Mapping = options.GetValue(format) == Segment ? await session.Engine.Settings.SegmentAsync(cancel) : mapping,
                CloudEvents = options.GetValue(format) == CloudEvents,
                History = options.GetValue(history),
            };
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
