using System.Globalization;

namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>
/// The words of a text in lower case of the invariant culture: runs of letters, digits and marks with apostrophes inside of them. An apostrophe and an s at
/// the end are dropped, and so are stop words, single characters and words without a letter.
/// </summary>
internal static class Tokens
{
    private const int Shortest = 2;
    private const int Longest = 64;

    /// <summary>Calls <paramref name="word"/> for each word in its order, and <paramref name="end"/> at the end of each sentence.</summary>
    /// <param name="word">Gets the word; the memory behind it is used again for the next one.</param>
    public static void Read(ReadOnlySpan<char> text, Action<ReadOnlySpan<char>> word, Action end)
    {
        Span<char> buffer = stackalloc char[Longest];
        var at = 0;
        while (at < text.Length)
        {
            var length = Length(text[at..]);
            if (length > 0 && Lower(text.Slice(at, Math.Min(length, Longest)), buffer) is var size && IsTerm(buffer[..size]))
                word(buffer[..size]);
            else if (length == 0 && EndsSentence(text[at]))
                end();
            at += Math.Max(1, length);
        }

        end();
    }

    // The length of the word that begins here, or 0.
    private static int Length(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (
            length < text.Length
            && (IsInner(text[length]) || (length > 0 && IsApostrophe(text[length]) && length + 1 < text.Length && IsInner(text[length + 1])))
        )
            length++;
        return length;
    }

    private static int Lower(ReadOnlySpan<char> word, Span<char> lower)
    {
        for (var i = 0; i < word.Length; i++)
            lower[i] = IsApostrophe(word[i]) ? '\'' : char.ToLowerInvariant(word[i]);
        return lower[..word.Length].EndsWith("'s", StringComparison.Ordinal) ? word.Length - 2 : word.Length;
    }

    private static bool IsTerm(ReadOnlySpan<char> word)
    {
        if (word.Length < Shortest || StopWords.Contains(word))
            return false;
        foreach (var c in word)
            if (char.IsLetter(c))
                return true;
        return false;
    }

    private static bool IsInner(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';

    private static bool EndsSentence(char c) => c is '.' or '!' or '?' or ';' or ':' or '\n' or '\r' or '…' or '。';
}
