using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>How the stored data of reviews is written and read.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DayConverter), typeof(InstantConverter), typeof(FiniteConverter)]
)]
[JsonSerializable(typeof(StoredReview))]
[JsonSerializable(typeof(StoredTrend))]
internal sealed partial class ReviewForms : JsonSerializerContext
{
    public static StoredForm Stored => new(Default);
}
