using CustomerPerformanceTracker.Intake.Segment;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class KpisCommand
{
    public static Command Create() =>
        SettingCommands.Create(
            "kpis",
            "The KPI stack: which KPIs a workspace uses, with target, direction and weight.",
            (book, cancel) => book.KpisDocumentAsync(cancel),
            (book, yaml, by, cancel) => book.SetKpisAsync(yaml, by, expected: null, cancel),
            "samples/kpis.yaml",
            $"# No KPI stack was set; this default is in force. `samples/kpis.yaml` is another to start from.\n{KpiStack.Default.ToYaml().TrimEnd()}"
        );
}

internal static class JourneyCommand
{
    public static Command Create() =>
        SettingCommands.Create(
            "journey",
            "The journey map: touchpoints with their stage and the team that owns them.",
            (book, cancel) => book.JourneyDocumentAsync(cancel),
            (book, yaml, by, cancel) => book.SetJourneyAsync(yaml, by, expected: null, cancel),
            "samples/journey.yaml",
            "No journey map was set. `samples/journey.yaml` is one to start from."
        );
}

internal static class MappingsCommand
{
    public static Command Create() =>
        SettingCommands.Create(
            "mappings",
            "The mapping of Segment's calls: which event gives which signal, and which property which field.",
            (book, cancel) => book.SegmentDocumentAsync(cancel),
            (book, yaml, by, cancel) => book.SetSegmentAsync(yaml, by, cancel),
            "samples/mappings/segment.yaml",
            "# No mapping of Segment's calls was set; this one is built in and in force.\n" + SegmentMapping.DefaultYaml
        );
}
