namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>A word that VADER's lexicon or rules know, in lower case, with all that they know of it.</summary>
internal sealed record VaderWord(string Text)
{
    public static readonly VaderWord Unknown = new("");

    /// <summary>The mean of the raters, -4 to 4; null for a word that is not in the lexicon.</summary>
    public double? Valence { get; init; }

    /// <summary>What an adverb of degree adds to a positive valence behind it; 0 for every other word.</summary>
    public double Boost { get; init; }

    public bool Negates { get; init; }

    /// <summary>The fixed phrases that begin with this word.</summary>
    public VaderPhrase[] Idioms { get; init; } = [];

    /// <summary>The adverbs of degree of two words that begin with this word.</summary>
    public VaderPhrase[] Boosters { get; init; } = [];
}
