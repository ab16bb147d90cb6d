using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Reviews;

namespace CustomerPerformanceTracker.Loop.Stored;

/// <summary>The stored forms of decisions and of what is frozen beside them.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)])]
[JsonSerializable(typeof(AlertEvent.Acknowledged))]
[JsonSerializable(typeof(AlertEvent.Assigned))]
[JsonSerializable(typeof(AlertEvent.Commented))]
[JsonSerializable(typeof(AlertEvent.Ended))]
[JsonSerializable(typeof(AlertEvent.Reopened))]
[JsonSerializable(typeof(AlertEvent.Resolved))]
[JsonSerializable(typeof(AlertEvent.Snoozed))]
[JsonSerializable(typeof(StoredFinding))]
[JsonSerializable(typeof(StoredSilence))]
[JsonSerializable(typeof(StoredSilenceEnd))]
[JsonSerializable(typeof(AdjustmentEvent.Applied))]
[JsonSerializable(typeof(AdjustmentEvent.Approved))]
[JsonSerializable(typeof(AdjustmentEvent.Rejected))]
[JsonSerializable(typeof(StoredJudgement))]
[JsonSerializable(typeof(StoredMeasurement))]
[JsonSerializable(typeof(StoredProposal))]
[JsonSerializable(typeof(StoredPublication))]
[JsonSerializable(typeof(SubscriptionEvent.Enabled))]
[JsonSerializable(typeof(SubscriptionEvent.Removed))]
[JsonSerializable(typeof(SubscriptionEvent.SecretRotated))]
[JsonSerializable(typeof(StoredAddition))]
[JsonSerializable(typeof(StoredDisabling))]
[JsonSerializable(typeof(StoredFiltering))]
[JsonSerializable(typeof(StoredLevel))]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(StoredRevocation))]
[JsonSerializable(typeof(StoredRefusal))]
[JsonSerializable(typeof(StoredReview))]
[JsonSerializable(typeof(StoredTrend))]
[JsonSerializable(typeof(StoredCard))]
[JsonSerializable(typeof(KeptAdjustment))]
[JsonSerializable(typeof(KeptSilence))]
[JsonSerializable(typeof(KeptSubscription))]
internal sealed partial class LoopForms : JsonSerializerContext, IStoredContext
{
    public static JsonSerializerContext Context => Default;
}
