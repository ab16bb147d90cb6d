namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>The score of a text out of the valences of its tokens, with the weight of its exclamation and question marks.</summary>
internal static class VaderSum
{
    private const double Exclamation = 0.292;
    private const int MostExclamations = 4;
    private const double Question = 0.18;
    private const double ManyQuestions = 0.96;

    /// <summary>In s / sqrt(s^2 + alpha): about the largest sum that is expected.</summary>
    private const double Alpha = 15;

    public static SentimentScore Of(ReadOnlySpan<double> valences, ReadOnlySpan<char> text)
    {
        if (valences.IsEmpty)
            return default;

        var emphasis = Emphasis(text);
        var (sum, positive, negative, neutral) = (0.0, 0.0, 0.0, 0);
        foreach (var valence in valences)
        {
            sum += valence;
            // A neutral word counts 1, so a word with a feeling counts 1 more than its valence.
            if (valence > 0)
                positive += valence + 1;
            else if (valence < 0)
                negative += 1 - valence;
            else
                neutral++;
        }

        var total = sum + (Math.Sign(sum) * emphasis);
        if (positive > negative)
            positive += emphasis;
        else if (positive < negative)
            negative += emphasis;
        return new(
            PythonRound.Places(total / Math.Sqrt((total * total) + Alpha), 4),
            Share(negative, positive, negative, neutral),
            Share(neutral, positive, negative, neutral),
            Share(positive, positive, negative, neutral)
        );
    }

    private static double Share(double part, double positive, double negative, double neutral) => PythonRound.Places(part / (positive + negative + neutral), 3);

    /// <summary>Up to four exclamation marks add .292 each; two or three question marks .18 each, more of them .96.</summary>
    private static double Emphasis(ReadOnlySpan<char> text)
    {
        var questions = text.Count('?');
        return (Math.Min(text.Count('!'), MostExclamations) * Exclamation)
            + questions switch
            {
                <= 1 => 0,
                <= 3 => questions * Question,
                _ => ManyQuestions,
            };
    }
}
