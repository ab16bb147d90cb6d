using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Scores of texts for a person: a line for each text, and what they come to.</summary>
internal static class SentimentText
{
    private const string Head = "   row  compound  negative  neutral  positive  ";

    public static IEnumerable<string> Lines(ISentimentScorer scorer, IReadOnlyList<string> texts, IReadOnlyList<SentimentScore> scores, int width)
    {
        yield return Head + "text";
        for (var row = 0; row < texts.Count; row++)
        {
            var score = scores[row];
            string[] figures =
            [
                $"{row + 1}".PadLeft(6),
                $"{score.Compound:F4}".PadLeft(8),
                $"{score.Negative:F3}".PadLeft(8),
                $"{score.Neutral:F3}".PadLeft(7),
                $"{score.Positive:F3}".PadLeft(8),
                "",
            ];
            yield return (string.Join("  ", figures) + Cut(texts[row], width - Head.Length)).TrimEnd();
        }

        yield return "";
        foreach (var line in PlainText.Wrap(Summary(scorer, texts, scores), width))
            yield return line;
    }

    private static string Summary(ISentimentScorer scorer, IReadOnlyList<string> texts, IReadOnlyList<SentimentScore> scores)
    {
        int Count(SentimentClass which) => scores.Count(score => score.Class == which);
        var empty = texts.Count(text => text.Length == 0);
        return $"n = {texts.Count} by {scorer.Name} (language {scorer.Language}): "
            + $"{Count(SentimentClass.Positive)} positive (compound {SentimentScore.Threshold} or more), "
            + $"{Count(SentimentClass.Negative)} negative (-{SentimentScore.Threshold} or less), {Count(SentimentClass.Neutral)} neutral"
            + (empty > 0 ? $", {empty} of these empty." : ".");
    }

    private static string Cut(string text, int columns)
    {
        var lines = PlainText.Wrap(PlainText.Clean(text), columns - 3);
        return lines.Count == 1 ? lines[0] : lines[0] + "...";
    }
}
