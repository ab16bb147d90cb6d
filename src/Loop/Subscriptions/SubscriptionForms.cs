using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>How the stored data of subscriptions is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SubscriptionEvent.Enabled))]
[JsonSerializable(typeof(SubscriptionEvent.Removed))]
[JsonSerializable(typeof(SubscriptionEvent.SecretRotated))]
[JsonSerializable(typeof(StoredAddition))]
[JsonSerializable(typeof(StoredDisabling))]
[JsonSerializable(typeof(StoredFiltering))]
[JsonSerializable(typeof(KeptSubscription))]
internal sealed partial class SubscriptionForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new SubscriptionForms(options));
}
