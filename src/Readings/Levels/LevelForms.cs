using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Levels;

/// <summary>How the stored data of accepted levels is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredLevel))]
internal sealed partial class LevelForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new LevelForms(options));
}
