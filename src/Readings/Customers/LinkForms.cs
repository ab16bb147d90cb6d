using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>How the stored data of links is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredLink))]
internal sealed partial class LinkForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new LinkForms(options));
}
