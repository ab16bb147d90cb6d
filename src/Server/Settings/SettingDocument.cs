using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Server.Settings;

/// <summary>Records a YAML document in the journal.</summary>
internal delegate Task<Setting> SetDocument(Engine engine, string yaml, Authorship by, StreamVersion? expected, CancellationToken cancel);

/// <summary>A document of which a workspace has one, in force as it was last set.</summary>
/// <param name="Path">Where the API has it, under <c>/v1</c>.</param>
/// <param name="What">What it is called in a sentence.</param>
/// <param name="Name">What it is called in the names of operations.</param>
/// <param name="Find">Reads it; null where none was ever set and the default is in force.</param>
internal sealed record SettingDocument(string Path, string What, string Name, Func<Engine, CancellationToken, Task<Setting?>> Find, SetDocument Set)
{
    /// <summary>What is in force where it was never set; empty where that is nothing.</summary>
    public string Default { get; init; } = "";

    public static IReadOnlyList<SettingDocument> All { get; } =
    [
        new(
            "/kpis",
            "KPI stack",
            "Kpis",
            (engine, cancel) => engine.Settings.KpisDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetKpisAsync(yaml, by, expected, cancel)
        )
        {
            Default = KpiStack.Default.ToYaml(),
        },
        new(
            "/journey",
            "journey map",
            "Journey",
            (engine, cancel) => engine.Settings.JourneyDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetJourneyAsync(yaml, by, expected, cancel)
        ),
        new(
            "/dimensions",
            "document of own dimensions",
            "Dimensions",
            (engine, cancel) => engine.Settings.DimensionsDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetDimensionsAsync(engine.Dimensions, yaml, by, expected, cancel)
        ),
        new(
            "/instruments",
            "document of instruments",
            "Instruments",
            (engine, cancel) => engine.Settings.InstrumentsDocumentAsync(cancel),
            (engine, yaml, by, expected, cancel) => engine.Settings.SetInstrumentsAsync(yaml, by, expected, cancel)
        ),
    ];
}
