using System.Globalization;
using System.Text;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>Characters as Python 3 sees them, by which VADER's scores are defined: <c>str.split</c>, <c>str.isupper</c>, <c>string.punctuation</c>.</summary>
internal static class PythonText
{
    // Unicode's Other_Lowercase and Other_Uppercase (PropList.txt, Unicode 14): letters by use, in another general category.
    private static readonly (int From, int To)[] OtherLower =
    [
        (0xAA, 0xAA),
        (0xBA, 0xBA),
        (0x2B0, 0x2B8),
        (0x2C0, 0x2C1),
        (0x2E0, 0x2E4),
        (0x345, 0x345),
        (0x37A, 0x37A),
        (0x1D2C, 0x1D6A),
        (0x1D78, 0x1D78),
        (0x1D9B, 0x1DBF),
        (0x2071, 0x2071),
        (0x207F, 0x207F),
        (0x2090, 0x209C),
        (0x2170, 0x217F),
        (0x24D0, 0x24E9),
        (0x2C7C, 0x2C7D),
        (0xA69C, 0xA69D),
        (0xA770, 0xA770),
        (0xA7F8, 0xA7F9),
        (0xAB5C, 0xAB5F),
        (0x10780, 0x10780),
        (0x10783, 0x10785),
        (0x10787, 0x107B0),
        (0x107B2, 0x107BA),
    ];

    private static readonly (int From, int To)[] OtherUpper = [(0x2160, 0x216F), (0x24B6, 0x24CF), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)];

    /// <summary>White space of Unicode, and the four separators U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary>What ASCII prints and is neither letter nor digit.</summary>
    public static bool IsPunctuation(char c) => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c);

    /// <summary>More than two characters, each pair of surrogates being one.</summary>
    public static bool HasMoreThanTwo(ReadOnlySpan<char> text)
    {
        if (text.Length is <= 2 or > 4)
            return text.Length > 2;
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count > 2;
    }

    /// <summary>At least one letter in upper case, and none in lower or title case.</summary>
    public static bool IsUpper(ReadOnlySpan<char> word)
    {
        var upper = false;
        foreach (var c in word)
        {
            if (!char.IsAscii(c))
                return IsUpperBeyondAscii(word);
            if (char.IsAsciiLetterLower(c))
                return false;
            upper |= char.IsAsciiLetterUpper(c);
        }

        return upper;
    }

    private static bool IsUpperBeyondAscii(ReadOnlySpan<char> word)
    {
        var upper = false;
        foreach (var rune in word.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter || IsIn(OtherLower, rune))
                return false;
            upper |= category == UnicodeCategory.UppercaseLetter || IsIn(OtherUpper, rune);
        }

        return upper;
    }

    private static bool IsIn((int From, int To)[] ranges, Rune rune) => Array.Exists(ranges, range => rune.Value >= range.From && rune.Value <= range.To);
}
