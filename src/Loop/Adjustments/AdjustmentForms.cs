using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>How the stored data of adjustments and of what they publish is written and read.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)]
)]
[JsonSerializable(typeof(AdjustmentEvent.Applied))]
[JsonSerializable(typeof(AdjustmentEvent.Approved))]
[JsonSerializable(typeof(AdjustmentEvent.Rejected))]
[JsonSerializable(typeof(StoredJudgement))]
[JsonSerializable(typeof(StoredMeasurement))]
[JsonSerializable(typeof(StoredProposal))]
[JsonSerializable(typeof(KeptAdjustment))]
internal sealed partial class AdjustmentForms : JsonSerializerContext
{
    public static StoredForm Stored => new(Default);
}
