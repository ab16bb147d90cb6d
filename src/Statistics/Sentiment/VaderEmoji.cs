using System.Text;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>Emoji as words: the lexicon has none itself, and reads "grinning face" instead.</summary>
internal static class VaderEmoji
{
    private static readonly IReadOnlyDictionary<Rune, string> Names = VaderFiles.Emoji();

    public static bool AnyIn(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return false;
        foreach (var rune in text.EnumerateRunes())
            if (!rune.IsAscii && Names.ContainsKey(rune))
                return true;
        return false;
    }

    /// <summary>The text with words for its emoji. A space goes before the words of one, unless one stands there, and none behind them.</summary>
    public static string Spell(ReadOnlySpan<char> text)
    {
        var spelled = new StringBuilder(text.Length * 2);
        var apart = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Names.TryGetValue(rune, out var name))
            {
                spelled.Append(rune.ToString());
                apart = rune.Value == ' ';
                continue;
            }

            if (!apart)
                spelled.Append(' ');
            spelled.Append(name);
            apart = false;
        }

        return spelled.ToString();
    }
}
