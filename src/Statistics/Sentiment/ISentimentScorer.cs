namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>Scores the feeling of one text. What stores or prints a score names its scorer beside it: scores of two scorers do not compare.</summary>
public interface ISentimentScorer
{
    /// <summary>The method and its version, which changes with every change of a score: <c>vader 3.3.2</c>.</summary>
    string Name { get; }

    /// <summary>The words that the scores rest on, with their version: <c>vader_lexicon 3.3.2</c>.</summary>
    string Lexicon { get; }

    /// <summary>The language whose texts it scores, as a tag of BCP 47; a text in another language gets a score that means nothing.</summary>
    string Language { get; }

    /// <summary>The same text always has the same score; a text without a word scores 0. Safe for several threads at once.</summary>
    SentimentScore Score(ReadOnlySpan<char> text);
}
