using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>How the stored data of adjustments and of what they publish is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AdjustmentEvent.Applied))]
[JsonSerializable(typeof(AdjustmentEvent.Approved))]
[JsonSerializable(typeof(AdjustmentEvent.Rejected))]
[JsonSerializable(typeof(StoredJudgement))]
[JsonSerializable(typeof(StoredMeasurement))]
[JsonSerializable(typeof(StoredProposal))]
[JsonSerializable(typeof(KeptAdjustment))]
internal sealed partial class AdjustmentForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new AdjustmentForms(options));
}
