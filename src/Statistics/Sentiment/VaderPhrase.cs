namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>A phrase with a value of its own: the valence of an idiom, or what an adverb of two words adds.</summary>
internal sealed record VaderPhrase(string[] Words, double Value)
{
    public static VaderPhrase Of(string text, double value) => new(text.Split(' '), value);

    /// <summary>Whether the tokens are this phrase's words, all of them and no more.</summary>
    public bool Is(ReadOnlySpan<VaderToken> tokens)
    {
        if (tokens.Length != Words.Length)
            return false;
        for (var i = 0; i < tokens.Length; i++)
            if (tokens[i].Text != Words[i])
                return false;
        return true;
    }
}
