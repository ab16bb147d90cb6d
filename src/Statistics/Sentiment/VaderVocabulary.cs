using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>Every word that VADER knows, and the reading of a text into tokens of these words.</summary>
internal sealed class VaderVocabulary
{
    private readonly FrozenDictionary<string, VaderWord>.AlternateLookup<ReadOnlySpan<char>> words;
    private readonly int longest;

    private VaderVocabulary(IReadOnlyDictionary<string, double> lexicon)
    {
        var all = lexicon
            .Keys.Concat(VaderRuleWords.Boosts.Keys)
            .Concat(VaderRuleWords.Negations)
            .Concat(VaderRuleWords.Named)
            .Concat(VaderRuleWords.Idioms.Concat(VaderRuleWords.Boosters).SelectMany(phrase => phrase.Words))
            .Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(word => word, word => Known(word, lexicon), StringComparer.Ordinal);
        words = all.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = all.Keys.Max(word => word.Length);
    }

    public static VaderVocabulary English { get; } = new(VaderFiles.Words());

    /// <summary>Reads the tokens of a text, which are at most half of its characters and one, and returns their number.</summary>
    public int Read(ReadOnlySpan<char> text, Span<VaderToken> into)
    {
        var (count, at) = (0, 0);
        while (at < text.Length)
        {
            if (PythonText.IsSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !PythonText.IsSpace(text[at]))
                at++;
            into[count++] = Token(Bare(text[start..at]));
        }

        return count;
    }

    /// <summary>A word without the punctuation around it; where at most two characters would be left it is taken for an emoticon and stays as it is.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> token)
    {
        var (from, to) = (0, token.Length);
        while (from < to && PythonText.IsPunctuation(token[from]))
            from++;
        while (to > from && PythonText.IsPunctuation(token[to - 1]))
            to--;
        return PythonText.HasMoreThanTwo(token[from..to]) ? token[from..to] : token;
    }

    private VaderToken Token(ReadOnlySpan<char> token)
    {
        var word = Word(token);
        return new(word, PythonText.IsUpper(token), word.Negates || (token.Contains('\'') && token.Contains("n't", StringComparison.OrdinalIgnoreCase)));
    }

    private VaderWord Word(ReadOnlySpan<char> token)
    {
        if (token.Length > longest)
            return VaderWord.Unknown;
        Span<char> lower = stackalloc char[token.Length];
        token.ToLowerInvariant(lower);
        return words.TryGetValue(lower, out var word) ? word : VaderWord.Unknown;
    }

    private static VaderWord Known(string word, IReadOnlyDictionary<string, double> lexicon) =>
        new(word)
        {
            Valence = lexicon.TryGetValue(word, out var valence) ? valence : null,
            Boost = VaderRuleWords.Boosts.GetValueOrDefault(word),
            Negates = VaderRuleWords.Negations.Contains(word) || word.Contains("n't", StringComparison.Ordinal),
            Idioms = [.. VaderRuleWords.Idioms.Where(phrase => phrase.Words[0] == word)],
            Boosters = [.. VaderRuleWords.Boosters.Where(phrase => phrase.Words[0] == word)],
        };
}
