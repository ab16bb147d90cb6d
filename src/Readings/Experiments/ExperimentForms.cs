using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>
/// The data of experiment_declared. The label is the name of the experiment, which is a person's own word, so that the journal refuses one that is a customer's
/// id.
/// </summary>
internal sealed record StoredExperiment(
    string Label,
    string Campaign,
    string By,
    string Control,
    string Treatment,
    LocalDate From,
    LocalDate? LastDay,
    long? Customers,
    double TightestAt,
    double ControlShare,
    string Measure,
    StoredGuardrail? Guardrail
);

/// <summary>The guardrail of an experiment, as stored.</summary>
internal sealed record StoredGuardrail(string Kpi, double Margin, double TightestAt);

/// <summary>The data of experiment_ended: the entry's actor, reason and time are all there is.</summary>
internal sealed record StoredEnding;

/// <summary>How the stored data of experiments is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredExperiment))]
[JsonSerializable(typeof(StoredEnding))]
internal sealed partial class ExperimentForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ExperimentForms(options));
}
