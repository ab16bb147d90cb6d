using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>How the stored data of keys, grants and refusals is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(StoredRevocation))]
[JsonSerializable(typeof(StoredRefusal))]
[JsonSerializable(typeof(StoredGroupGrant))]
[JsonSerializable(typeof(StoredGroupRevocation))]
internal sealed partial class AccessForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new AccessForms(options));
}
