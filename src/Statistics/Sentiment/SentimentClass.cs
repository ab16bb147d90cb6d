namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>The word for a compound score.</summary>
public enum SentimentClass
{
    Negative,
    Neutral,
    Positive,
}
