using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Stored;

/// <summary>The stored forms of what readings take from the journal.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(StoredLevel))]
internal sealed partial class ReadingsForms : JsonSerializerContext, IStoredContext
{
    public static JsonSerializerContext Context => Default;
}
