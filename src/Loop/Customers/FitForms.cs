using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Customers;

/// <summary>How the stored data of fits and lists is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredFit))]
[JsonSerializable(typeof(StoredList))]
internal sealed partial class FitForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new FitForms(options));
}
