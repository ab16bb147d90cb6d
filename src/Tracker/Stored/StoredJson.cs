using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Intake;
using CustomerPerformanceTracker.Tracker.Levels;
using CustomerPerformanceTracker.Tracker.Reviews;
using CustomerPerformanceTracker.Tracker.Settings;
using CustomerPerformanceTracker.Tracker.Subscriptions;

namespace CustomerPerformanceTracker.Tracker.Stored;

/// <summary>
/// How the data of the journal's events is written and read. The members of these records are a format that seals stand on: a record that has been stored keeps
/// its members,
/// and a new form is a new record beside the old one. Golden files pin every form.
/// </summary>
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
[JsonSerializable(typeof(StoredDocument))]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(StoredRevocation))]
[JsonSerializable(typeof(StoredRefusal))]
[JsonSerializable(typeof(StoredImport))]
[JsonSerializable(typeof(StoredReview))]
[JsonSerializable(typeof(StoredTrend))]
[JsonSerializable(typeof(StoredCard))]
[JsonSerializable(typeof(KeptAdjustment))]
[JsonSerializable(typeof(KeptSilence))]
[JsonSerializable(typeof(KeptSubscription))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>An event of a stored name.</summary>
    public static JournalEvent Event<T>(string name, T data) => new(name, Element(data));

    /// <summary>The data of an event.</summary>
    public static JsonElement Element<T>(T data) => JsonSerializer.SerializeToElement(data, TypeOf<T>());

    /// <summary>What the data of an entry says.</summary>
    /// <exception cref="JsonException">The data is of another form.</exception>
    public static T Read<T>(JournalEntry entry) => entry.Data.Deserialize(TypeOf<T>())!;

    /// <summary>What a board's row or a part of an entry says.</summary>
    public static T Read<T>(JsonElement data) => data.Deserialize(TypeOf<T>())!;

    /// <summary>An entry whose stored name this release does not know.</summary>
    public static InvalidDataException Unknown(JournalEntry entry) =>
        new($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know.");

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;
}
