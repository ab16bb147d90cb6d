namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>The feeling of one text.</summary>
/// <param name="Compound">From -1, the most negative, to 1, the most positive; 4 decimals.</param>
/// <param name="Negative">The share of the text that is negative, 0 to 1, 3 decimals; the three shares add up to 1, or to 0 in a text without a word.</param>
/// <param name="Neutral">The share that is neither.</param>
/// <param name="Positive">The share that is positive.</param>
public readonly record struct SentimentScore(double Compound, double Negative, double Neutral, double Positive)
{
    /// <summary>From which compound on a text is called positive, and from which negated one on negative (Hutto and Gilbert 2014).</summary>
    public const double Threshold = 0.05;

    public SentimentClass Class =>
        Compound >= Threshold ? SentimentClass.Positive
        : Compound <= -Threshold ? SentimentClass.Negative
        : SentimentClass.Neutral;
}
