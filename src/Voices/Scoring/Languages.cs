using System.Collections.Frozen;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>
/// Tells whether a text may be in a language, by the words that only that language of seven is full of: articles, pronouns, conjunctions. A text that has none
/// of them all may be in any of the seven; one whose letters are mostly not Latin is in none.
/// </summary>
internal static class Languages
{
    // Words that two of the languages share, such as "in" and "was", are in no list.
    private static readonly FrozenDictionary<string, string> Words = new (string Language, string Words)[]
    {
        (
            "en",
            "the and is are were be been being this that these those they them their you your with without from have has had not no it its my we our would "
                + "could should will can cannot can't don't didn't won't isn't very what when who which how there here of to for but by or if than then too"
        ),
        (
            "de",
            "der das und ist sind nicht ein eine einen einem einer ich wir sie mit von zu den dem des auf für auch aber oder sehr war kein keine mein meine "
                + "wird wurde haben hat bei nach wie nur noch immer schlecht gut"
        ),
        (
            "fr",
            "le la les et est sont ne pas un une je nous vous il elle avec pour dans sur que qui mais très trop mon ma mes votre ce cette ces du des au aux "
                + "être été avoir plus bien"
        ),
        ("es", "el los las y es son no una yo nosotros con para por pero muy mi su sus que del al está estoy más sin cuando como este esta todo"),
        ("it", "il lo gli e è sono non una io noi con per di che ma molto mio mia del della nel alla più senza quando come questo questa tutto"),
        ("nl", "de het en is zijn niet een ik wij met van voor maar heel erg mijn dat deze dit op te ook nog geen wordt werd naar bij"),
        ("pt", "o os as e é são não uma eu nós com para por mas muito meu minha que do da dos das está mais sem quando como este esta tudo"),
    }
        .SelectMany(one => one.Words.Split(' ').Select(word => (one.Language, Word: word)))
        .GroupBy(one => one.Word, StringComparer.Ordinal)
        .Where(said => said.DistinctBy(one => one.Language).Count() == 1)
        .ToFrozenDictionary(said => said.Key, said => said.First().Language, StringComparer.Ordinal);

    /// <summary>Whether a text has a letter at all.</summary>
    public static bool HasLetters(string text) => text.Any(char.IsLetter);

    /// <summary>Whether a text may be in a language.</summary>
    /// <param name="said">What the source says of the text's language, as a tag of BCP 47, which decides; null for nothing.</param>
    public static bool MayBe(string language, string? said, string text)
    {
        if (said is { Length: > 0 })
            return said.Split('-', '_')[0].Equals(language.Split('-')[0], StringComparison.OrdinalIgnoreCase);
        var (latin, other) = (text.Count(IsLatin), text.Count(c => char.IsLetter(c) && !IsLatin(c)));
        if (other > latin)
            return false;
        var counts = text.ToLowerInvariant()
            .Split([' ', '\t', '\r', '\n', '.', ',', '!', '?', ';', ':', '"', '(', ')', '-', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Words.GetValueOrDefault(word.Replace('’', '\'')))
            .OfType<string>()
            .CountBy(one => one, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return counts.Count == 0 || counts.GetValueOrDefault(language) >= counts.Values.Max();
    }

    private static bool IsLatin(char c) => char.IsLetter(c) && c <= '\u024F';
}
