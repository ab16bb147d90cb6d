using System.Globalization;

namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>Words that a comment has to hold, each as a whole word, in any order and any case.</summary>
internal sealed class SearchWords
{
    private readonly string[] words;

    private SearchWords(string[] words) => this.words = words;

    /// <summary>Reads what a person searches for.</summary>
    /// <exception cref="RefusedException">The text holds no word.</exception>
    public static SearchWords Parse(string text)
    {
        var parts = Split(text).Select(range => text[range]).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return parts.Length > 0
            ? new(parts)
            : throw new RefusedException("no_search_word", $"'{text}' holds no word to search for. Write one or several, such as: cancel renewal.", "search");
    }

    public bool AreIn(string text)
    {
        var found = 0;
        var seen = new bool[words.Length];
        foreach (var range in Split(text))
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (seen[i] || !text.AsSpan()[range].Equals(words[i], StringComparison.OrdinalIgnoreCase))
                    continue;
                seen[i] = true;
                found++;
            }

            if (found == words.Length)
                return true;
        }

        return false;
    }

    // Runs of letters, digits and marks, with apostrophes inside of them.
    private static IEnumerable<Range> Split(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && (IsInner(text[at]) || (at > start && IsApostrophe(text[at]) && at + 1 < text.Length && IsInner(text[at + 1]))))
                at++;
            if (at > start)
                yield return start..at;
        }
    }

    private static bool IsInner(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';
}
