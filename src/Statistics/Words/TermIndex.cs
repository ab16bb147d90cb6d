using System.Runtime.InteropServices;

namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>Which comments carry each term: each word, and each pair of words that follow each other in a sentence once stop words are dropped.</summary>
internal sealed class TermIndex
{
    // A term is a word, or a pair of words: the number of the first and one more than that of the second, which is 0 for a word alone.
    private readonly Dictionary<(int First, int Second), int> terms = [];
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];
    private readonly List<(int First, int Second)> keys = [];
    private readonly List<List<int>> comments = [];
    private int previous = -1;

    /// <param name="texts">In the order of their places.</param>
    public TermIndex(IEnumerable<string> texts)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var (place, text) in texts.Index())
            Tokens.Read(text, word => Add(place, Number(lookup, word)), () => previous = -1);
    }

    public int Count => keys.Count;

    /// <summary>The places of the comments that carry a term, ascending.</summary>
    public IReadOnlyList<int> Places(int term) => comments[term];

    public string Text(int term)
    {
        var (first, second) = keys[term];
        return second == 0 ? texts[first] : $"{texts[first]} {texts[second - 1]}";
    }

    private int Number(Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup, ReadOnlySpan<char> word)
    {
        if (lookup.TryGetValue(word, out var number))
            return number;
        var text = word.ToString();
        words.Add(text, number = texts.Count);
        texts.Add(text);
        return number;
    }

    private void Add(int place, int word)
    {
        Add(place, (word, 0));
        if (previous >= 0)
            Add(place, (previous, word + 1));
        previous = word;
    }

    private void Add(int place, (int First, int Second) key)
    {
        ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(terms, key, out var known);
        if (!known)
        {
            term = keys.Count;
            keys.Add(key);
            comments.Add([]);
        }

        var places = comments[term];
        if (places.Count == 0 || places[^1] != place)
            places.Add(place);
    }
}
