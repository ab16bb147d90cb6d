namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>
/// The words that VADER 3.3.2's rules name beside its lexicon. Source: cjhutto/vaderSentiment, commit 0b8040fd of 2020-05-22, whose scores those of the
/// release are; the commit after it changed the idioms of the heart (3.1 for "beating heart", -2.9 for "broken heart") under the same version.
/// </summary>
internal static class VaderRuleWords
{
    /// <summary>What an adverb of degree adds or takes: the mean rise of the raters' answers.</summary>
    private const double Step = 0.293;

    private const string Strengthening = """
        absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous enormously entirely especially exceptional
        exceptionally extreme extremely fabulously flipping flippin frackin fracking fricking frickin frigging friggin fully fuckin fucking fuggin fugging
        greatly hella highly hugely incredible incredibly intensely major majorly more most particularly purely quite really remarkably so substantially
        thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very
        """;

    private const string Weakening = """
        almost barely hardly kinda kindof kind-of less little marginal marginally occasional occasionally partly scarce scarcely slight slightly somewhat
        sorta sortof sort-of
        """;

    private const string Negating = """
        aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't doesn't dont hadnt hasnt havent isnt mightnt mustnt
        neither don't hadn't hasn't haven't isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt shant shouldnt uhuh wasnt
        werent oughtn't shan't shouldn't uh-uh wasn't weren't without wont wouldnt won't wouldn't rarely seldom despite
        """;

    public static IReadOnlyDictionary<string, double> Boosts { get; } =
        Words(Strengthening)
            .Select(word => (Word: word, Boost: Step))
            .Concat(Words(Weakening).Select(word => (Word: word, Boost: -Step)))
            .ToDictionary(one => one.Word, one => one.Boost, StringComparer.Ordinal);

    public static IReadOnlySet<string> Negations { get; } = Words(Negating).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<VaderPhrase> Idioms { get; } =
    [
        VaderPhrase.Of("the shit", 3),
        VaderPhrase.Of("the bomb", 3),
        VaderPhrase.Of("bad ass", 1.5),
        VaderPhrase.Of("bus stop", 0),
        VaderPhrase.Of("yeah right", -2),
        VaderPhrase.Of("kiss of death", -1.5),
        VaderPhrase.Of("to die for", 3),
        VaderPhrase.Of("beating heart", 3.5),
    ];

    public static IReadOnlyList<VaderPhrase> Boosters { get; } =
    [VaderPhrase.Of("just enough", -Step), VaderPhrase.Of("kind of", -Step), VaderPhrase.Of("sort of", -Step)];

    /// <summary>The words that a rule asks for by name.</summary>
    public static IReadOnlyList<string> Named { get; } =
    ["but", "no", "or", "nor", "never", "so", "this", "without", "doubt", "least", "at", "very", "kind", "of"];

    private static string[] Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
