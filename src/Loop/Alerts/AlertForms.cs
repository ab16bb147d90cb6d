using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>How the stored data of alerts and silences is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
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
[JsonSerializable(typeof(KeptSilence))]
internal sealed partial class AlertForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new AlertForms(options));
}
