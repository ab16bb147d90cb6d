using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>Counts what a run meets, and says what each comment gives.</summary>
internal sealed class Tally(ISentimentScorer scorer)
{
    private long added;
    private long known;
    private long otherLanguage;
    private long blank;
    private long corrected;
    private long retracted;
    private long erased;

    /// <summary>Comments that were looked at so far.</summary>
    public long Comments { get; private set; }

    /// <summary>The lines that a batch gives.</summary>
    /// <param name="scored">The answers whose score is in the log; likewise <paramref name="retracted"/> of its retraction.</param>
    public IEnumerable<ScoreLine> Lines(IEnumerable<AnswerText> batch, IReadOnlySet<Guid> scored, IReadOnlySet<Guid> retracted) =>
        batch.Select(answer => Line(answer, scored.Contains(answer.Signal), retracted.Contains(answer.Signal))).OfType<ScoreLine>();

    public ScoringSummary Summary(SealNumber? last) =>
        new(scorer.Name, scorer.Lexicon, scorer.Language, Comments, added, known, otherLanguage, blank, corrected, retracted, erased, last);

    private ScoreLine? Line(AnswerText answer, bool isScored, bool isRetracted)
    {
        Comments++;
        if (answer.CorrectedAt is { } at)
        {
            corrected++;
            if (!isScored || isRetracted)
                return null;
            retracted++;
            return ScoreLine.Retraction(scorer, answer, at);
        }

        if (isScored)
            known++;
        else if (answer.Text is not { } text)
            erased++;
        else if (!Languages.HasLetters(text))
            blank++;
        else if (!Languages.MayBe(scorer.Language, answer.Language, text))
            otherLanguage++;
        else
        {
            added++;
            return ScoreLine.Of(scorer, answer);
        }

        return null;
    }
}
