namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>One token of a text: what is known of its word, whether it is written in capitals, and whether it negates what follows.</summary>
internal readonly record struct VaderToken(VaderWord Word, bool IsUpper, bool Negates)
{
    /// <summary>The word in lower case; empty where neither lexicon nor rules know it.</summary>
    public string Text => Word.Text;

    public bool InLexicon => Word.Valence is not null;
}
