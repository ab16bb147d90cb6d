using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Log.Mentions;

/// <summary>A word or some words beside one another, and where in the text they begin.</summary>
internal readonly record struct TextSpan(int Start, string Text);

/// <summary>
/// What in a text may be a customer's id: one to eight runs of letters and digits with all that stands between them, and with up to two characters of the
/// punctuation on either side or without. Left out is what no id is looked for by: fewer than six characters, numbers, dates.
/// </summary>
internal static partial class TextSpans
{
    private const int MostRuns = 8;
    private const int Longest = 256;

    /// <summary>Characters of punctuation on either side that may be the id's own.</summary>
    private const int MostAround = 2;

    public static IEnumerable<TextSpan> Of(string text)
    {
        var runs = Run().Matches(text);
        for (var first = 0; first < runs.Count; first++)
        {
            for (var last = first; last < Math.Min(first + MostRuns, runs.Count); last++)
            {
                var (start, end) = (runs[first].Index, runs[last].Index + runs[last].Length);
                for (var from = start; from >= Math.Max(0, start - MostAround) && (from == start || IsPunctuation(text[from])); from--)
                {
                    for (var to = end; to <= Math.Min(text.Length, end + MostAround) && (to == end || IsPunctuation(text[to - 1])); to++)
                    {
                        if (to - from is >= Mention.LongId and <= Longest && MayBeId(text.AsSpan(from, to - from)))
                            yield return new TextSpan(from, text[from..to]);
                    }
                }
            }
        }
    }

    private static bool IsPunctuation(char c) => !char.IsLetterOrDigit(c) && !char.IsWhiteSpace(c) && !char.IsControl(c);

    private static bool MayBeId(ReadOnlySpan<char> span)
    {
        foreach (var c in span)
        {
            if (char.IsLetter(c))
                return !Moment().IsMatch(span);
        }

        return false;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Run();

    /// <summary>A date with a time, as ISO 8601 writes it; one without has no letter.</summary>
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.,]*(Z|[+-][\d:]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Moment();
}
