using System.Text.Json.Serialization;

namespace CustomerPerformanceTracker.Journal.Stored;

/// <summary>The stored forms of settings.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(StoredDocument))]
internal sealed partial class JournalForms : JsonSerializerContext, IStoredContext
{
    public static JsonSerializerContext Context => Default;
}
