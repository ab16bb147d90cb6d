using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Intake.Segment;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ImportCommand
{
    private const string Stdin = "-";
    private const string Native = "native";
    private const string CloudEvents = "cloudevents";
    private const string Segment = "segment";
    private const int RowsShown = 3;

    private static readonly Argument<string> File = new("FILE") { Description = "File to read, or - for standard input; gzip is recognised." };
    private static readonly Option<string?> Map = new("--map")
    {
        Description = "Mapping file that turns the source's rows into signals; absent: native NDJSON.",
        HelpName = "MAP.yaml",
    };
    private static readonly Option<bool> History = new("--history")
    {
        Description = "The file holds past days: a signal was received when the file says so, or when it occurred.",
    };
    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Read all of it, show the account and the first rows beside their signals, and store nothing.",
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description =
            "native (absent), cloudevents (1.0, JSON) or segment (calls and batches, by the mapping in force: `cpt mappings`), one a line or in a JSON array.",
    };

    private static readonly string[] Lines =
    [
        "cpt import signals.ndjson.gz",
        "cpt import report.csv --map samples/mappings/ad-platform-day-report.yaml --history --dry-run",
        "cpt import calls.ndjson --format segment --history",
    ];

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(Native, CloudEvents, Segment);
        var command = new Command(
            "import",
            """
            Reads signals from a file, and gives an account of what was understood. What is there already is recognised, so an import can be run again at any
            time. Ends with 0 where everything was taken, with 4 where rows were rejected, in conflict or repeated or something is in doubt, with 2 where
            nothing was understood.
            """
        ).With(File, Map, Format, History, DryRun, SettingCommands.Actor).WithExample(Lines);
        command.SetAction(
            (options, cancel) =>
            {
                if (options.GetValue(Map) is not null && options.GetValue(Format) is not null)
                    throw new UsageException("A mapping file says its source's format itself: give --map or --format, not both.");
                return options.GetValue(DryRun) ? TryAsync(options, cancel) : RunAsync(options, cancel);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancel)
    {
        var mapping = await MappingAsync(options, cancel);
        await using var source = Open(options);
        await using var session = await Session.OpenOrMakeAsync(options, cancel);
        var intake = await OptionsAsync(options, mapping, session, cancel);
        var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), "a file was imported");
        var name = options.GetRequiredValue(File);
        var (summary, rejects) = await ImportRun.RunAsync(session, source, name == Stdin ? "stdin" : name, intake, by, cancel);
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(ImportView.Of(summary, rejects));
        else
            ImportText.Print(summary, rejects);
        return summary.Complete ? ExitCodeOf(summary) : ExitCode.Failed;
    }

    private static async Task<int> TryAsync(ParseResult options, CancellationToken cancel)
    {
        var mapping = await MappingAsync(options, cancel);
        await using var source = Open(options);
        await using var session = await Session.FindAsync(options, cancel);
        var intake = await OptionsAsync(options, mapping, session, cancel) with { Samples = RowsShown };
        var summary = await ImportRun.TryAsync(session, source, intake, cancel);
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(ImportTrialView.Of(summary, ImportText.Gives));
        else
            ImportText.PrintTrial(summary, intake);
        return summary.Complete ? ExitCodeOf(summary) : ExitCode.Failed;
    }

    public static int ExitCodeOf(ImportSummary summary) =>
        summary.Verdict switch
        {
            ImportVerdict.AllTaken => ExitCode.Done,
            ImportVerdict.NothingUnderstood => ExitCode.Refused,
            _ => ExitCode.Partly,
        };

    private static async Task<Mapping?> MappingAsync(ParseResult options, CancellationToken cancel) =>
        options.GetValue(Map) is { } path ? Mapping.Parse(await System.IO.File.ReadAllTextAsync(path, cancel)) : null;

    private static Stream Open(ParseResult options) =>
        options.GetRequiredValue(File) is var name && name == Stdin
            ? Console.OpenStandardInput()
            : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    /// <summary>How the source is read; a date is a day of the workspace, or of the one that --zone would make.</summary>
    private static async Task<IntakeOptions> OptionsAsync(ParseResult options, Mapping? mapping, Session? session, CancellationToken cancel) =>
        new()
        {
            Mapping =
                options.GetValue(Format) != Segment ? mapping
                : session is null ? SegmentMapping.Default
                : await session.Engine.Settings.SegmentAsync(cancel),
            CloudEvents = options.GetValue(Format) == CloudEvents,
            History = options.GetValue(History),
            Days = session?.Engine.Days ?? Session.ZoneOf(options),
        };
}
