using CustomerPerformanceTracker.Statistics.Sentiment;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>Counts what a run meets, and says what each comment gives.</summary>
internal sealed class Tally(ISentimentScorer scorer)
{
    private long scored;
    private long known;
    private long otherLanguage;
    private long blank;
    private long corrected;
    private long retracted;
    private long erased;

    /// <summary>Comments that were looked at so far.</summary>
    public long Comments { get; private set; }

    /// <summary>The lines that a batch gives.</summary>
    /// <param name="scores">For each comment, whether its score is in the log; likewise <paramref name="retractions"/>.</param>
    public IEnumerable<ScoreLine> Lines(IReadOnlyList<AnswerText> batch, IReadOnlyList<bool> scores, IReadOnlyList<bool> retractions)
    {
        for (var i = 0; i < batch.Count; i++)
            if (Line(batch[i], scores[i], retractions[i]) is { } line)
                yield return line;
    }

    public ScoringSummary Summary(SealNumber? last) =>
        new(scorer.Name, scorer.Lexicon, scorer.Language, Comments, scored, known, otherLanguage, blank, corrected, retracted, erased, last);

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
            scored++;
            return ScoreLine.Of(scorer, answer);
        }

        return null;
    }
}
