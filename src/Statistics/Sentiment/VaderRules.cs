using System.Runtime.InteropServices;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>
/// VADER's rules about the words around a word: what the valence of each token of a text becomes in its place.
/// Source: Hutto and Gilbert 2014 (ICWSM), in the reading of version 3.3.2.
/// </summary>
internal static class VaderRules
{
    /// <summary>What a word in capitals adds to its valence, or to what it adds, where not all words are in capitals.</summary>
    private const double Capitals = 0.733;

    private const double Negation = -0.74;

    /// <summary>"never so", "never this", and by the published text's precedence of or: "so" and "this" alone, three words on.</summary>
    private const double NeverSo = 1.25;

    /// <summary>How many words before a word act on it.</summary>
    private const int Reach = 3;

    public static void Weigh(ReadOnlySpan<VaderToken> tokens, Span<double> valences)
    {
        var mixed = HasMixedCase(tokens);
        for (var i = 0; i < tokens.Length; i++)
            valences[i] = tokens[i].Word.Valence is { } own && !IsKindOf(tokens, i) ? InPlace(own, tokens, i, mixed) : 0;
    }

    /// <summary>
    /// What stands before the first "but" counts half, what stands behind it one and a half times. The published program looks a valence up by its value, so
    /// the change goes to the first valence that equals the one in turn; its scores are kept.
    /// </summary>
    public static void TurnAtBut(ReadOnlySpan<VaderToken> tokens, Span<double> valences)
    {
        var but = 0;
        while (but < tokens.Length && tokens[but].Text is not "but")
            but++;
        if (but == tokens.Length)
            return;

        for (var i = 0; i < valences.Length; i++)
        {
            if (valences[i] == 0)
                continue;
            var first = FirstLike(valences, i);
            if (first != but)
                valences[first] *= first < but ? 0.5 : 1.5;
        }
    }

    // Bits are compared, which the runtime does several at a time: no valence in question is 0, whose two signs are equal, or not a number.
    private static int FirstLike(Span<double> valences, int i) =>
        MemoryMarshal.Cast<double, long>(valences[..(i + 1)]).IndexOf(BitConverter.DoubleToInt64Bits(valences[i]));

    private static bool HasMixedCase(ReadOnlySpan<VaderToken> tokens)
    {
        var upper = 0;
        foreach (var token in tokens)
            upper += token.IsUpper ? 1 : 0;
        return upper > 0 && upper < tokens.Length;
    }

    private static bool IsKindOf(ReadOnlySpan<VaderToken> tokens, int i) => tokens[i].Text is "kind" && i + 1 < tokens.Length && tokens[i + 1].Text is "of";

    private static double InPlace(double own, ReadOnlySpan<VaderToken> tokens, int i, bool mixed)
    {
        var valence = AfterNo(own, tokens, i);
        if (tokens[i].IsUpper && mixed)
            valence += valence > 0 ? Capitals : -Capitals;

        for (var back = 1; back <= Reach && back <= i; back++)
        {
            var before = tokens[i - back];
            if (before.InLexicon)
                continue;
            valence += Boost(before, valence, mixed) * Nearness(back);
            valence *= Turn(tokens, i, back);
            if (back == Reach)
                valence = InIdiom(valence, tokens, i);
        }

        return IsLeast(tokens, i) ? valence * Negation : valence;
    }

    /// <summary>"no" negates the word of the lexicon behind it instead of having a valence.</summary>
    private static double AfterNo(double own, ReadOnlySpan<VaderToken> tokens, int i)
    {
        var negated =
            (i > 0 && tokens[i - 1].Text is "no")
            || (i > 1 && tokens[i - 2].Text is "no")
            || (i > 2 && tokens[i - 3].Text is "no" && tokens[i - 1].Text is "or" or "nor");
        if (negated)
            return own * Negation;
        return tokens[i].Text is "no" && i + 1 < tokens.Length && tokens[i + 1].InLexicon ? 0 : own;
    }

    /// <summary>What an adverb of degree adds: more of what the valence is, or less of it.</summary>
    private static double Boost(VaderToken adverb, double valence, bool mixed)
    {
        if (adverb.Word.Boost == 0)
            return 0;
        var boost = valence < 0 ? -adverb.Word.Boost : adverb.Word.Boost;
        if (adverb.IsUpper && mixed)
            boost += valence > 0 ? Capitals : -Capitals;
        return boost;
    }

    private static double Nearness(int back) =>
        back switch
        {
            1 => 1,
            2 => 0.95,
            _ => 0.9,
        };

    /// <summary>The factor of a negation that many words back, or of what only looks like one.</summary>
    private static double Turn(ReadOnlySpan<VaderToken> tokens, int i, int back)
    {
        var before = tokens[i - back];
        var isNever = back switch
        {
            2 => before.Text is "never" && IsSoOrThis(tokens[i - 1]),
            3 => (before.Text is "never" && IsSoOrThis(tokens[i - 2])) || IsSoOrThis(tokens[i - 1]),
            _ => false,
        };
        if (isNever)
            return NeverSo;
        if (before.Text is "without" && IsDoubt(tokens[(i - back + 1)..i]))
            return 1;
        return before.Negates ? Negation : 1;
    }

    private static bool IsSoOrThis(VaderToken token) => token.Text is "so" or "this";

    private static bool IsDoubt(ReadOnlySpan<VaderToken> between)
    {
        foreach (var token in between)
            if (token.Text is "doubt")
                return true;
        return false;
    }

    /// <summary>An idiom about the word replaces its valence, the first of those before it or the longest that begins with it; "sort of" adds to it.</summary>
    private static double InIdiom(double valence, ReadOnlySpan<VaderToken> tokens, int i)
    {
        var found =
            Idiom(tokens, i, 3)
            ?? Idiom(tokens, i, 2)
            ?? Idiom(tokens, i - 1, 2)
            ?? Idiom(tokens, i - 2, 3)
            ?? Idiom(tokens, i - 2, 2)
            ?? Idiom(tokens, i - 3, 3)
            ?? Idiom(tokens, i - 3, 2)
            ?? valence;
        return found + Booster(tokens[(i - 3)..(i - 1)]) + Booster(tokens[(i - 2)..i]);
    }

    private static double? Idiom(ReadOnlySpan<VaderToken> tokens, int from, int length)
    {
        foreach (var idiom in tokens[from].Word.Idioms)
            if (from + length <= tokens.Length && idiom.Is(tokens.Slice(from, length)))
                return idiom.Value;
        return null;
    }

    private static double Booster(ReadOnlySpan<VaderToken> pair)
    {
        foreach (var booster in pair[0].Word.Boosters)
            if (booster.Is(pair))
                return booster.Value;
        return 0;
    }

    /// <summary>"least" negates, but for "at least" and "very least".</summary>
    private static bool IsLeast(ReadOnlySpan<VaderToken> tokens, int i) =>
        i > 0 && tokens[i - 1].Text is "least" && !tokens[i - 1].InLexicon && !(i > 1 && tokens[i - 2].Text is "at" or "very");
}
