using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Intake;

/// <summary>How the stored data of imports is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredImport))]
internal sealed partial class ImportForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ImportForms(options));
}
