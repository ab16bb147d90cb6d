using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>How the stored data of reviews is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredReview))]
[JsonSerializable(typeof(StoredReviewCampaign))]
[JsonSerializable(typeof(StoredTrend))]
internal sealed partial class ReviewForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ReviewForms(options));
}
