using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Stored;

/// <summary>How the stored data of frozen scorecards is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredCard))]
internal sealed partial class CardForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new CardForms(options));
}
