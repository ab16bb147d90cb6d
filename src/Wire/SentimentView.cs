using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Scores of texts, in their order, by the scorer that is named.</summary>
public sealed record SentimentScoresView(
    string Scorer,
    string Language,
    IReadOnlyList<double> Compound,
    IReadOnlyList<double> Negative,
    IReadOnlyList<double> Neutral,
    IReadOnlyList<double> Positive
)
{
    public static SentimentScoresView Of(ISentimentScorer scorer, IReadOnlyList<SentimentScore> scores) =>
        new(
            scorer.Name,
            scorer.Language,
            [.. scores.Select(score => score.Compound)],
            [.. scores.Select(score => score.Negative)],
            [.. scores.Select(score => score.Neutral)],
            [.. scores.Select(score => score.Positive)]
        );
}
