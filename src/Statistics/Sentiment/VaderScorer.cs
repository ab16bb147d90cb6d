using System.Buffers;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>
/// VADER 3.3.2: the valences of a lexicon of 7,488 English words and emoticons, changed by the words around them, and added up. Made for short texts, such
/// as posts and comments. Source: Hutto and Gilbert 2014, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text" (ICWSM), and
/// the published program of that version, whose outputs these scores equal. A text without emoji is scored without an allocation, in time linear in its
/// length; behind a "but" the search for equal valences is quadratic, which takes a millisecond in a text of some thousand words.
/// </summary>
public sealed class VaderScorer : ISentimentScorer
{
    private VaderScorer() { }

    public static VaderScorer English { get; } = new();

    public string Name => "vader 3.3.2";

    public string Lexicon => "vader_lexicon 3.3.2";

    public string Language => "en";

    public SentimentScore Score(ReadOnlySpan<char> text)
    {
        if (VaderEmoji.AnyIn(text))
            text = VaderEmoji.Spell(text);

        var room = (text.Length + 1) / 2;
        var tokenRoom = ArrayPool<VaderToken>.Shared.Rent(room);
        var valenceRoom = ArrayPool<double>.Shared.Rent(room);
        try
        {
            var tokens = tokenRoom.AsSpan(0, VaderVocabulary.English.Read(text, tokenRoom));
            var valences = valenceRoom.AsSpan(0, tokens.Length);
            VaderRules.Weigh(tokens, valences);
            VaderRules.TurnAtBut(tokens, valences);
            return VaderSum.Of(valences, text);
        }
        finally
        {
            ArrayPool<VaderToken>.Shared.Return(tokenRoom);
            ArrayPool<double>.Shared.Return(valenceRoom);
        }
    }
}
