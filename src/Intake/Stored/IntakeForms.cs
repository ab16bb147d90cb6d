using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Tracker.Intake;

namespace CustomerPerformanceTracker.Intake.Stored;

/// <summary>The stored forms of imports.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(StoredImport))]
internal sealed partial class IntakeForms : JsonSerializerContext, IStoredContext
{
    public static JsonSerializerContext Context => Default;
}
