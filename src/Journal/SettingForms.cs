using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Journal;

/// <summary>How the stored data of settings is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredDocument))]
internal sealed partial class SettingForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new SettingForms(options));
}
