namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>What a run of a scorer did.</summary>
/// <param name="Comments">Comments that were looked at.</param>
/// <param name="Scored">Comments that got a sentiment signal.</param>
/// <param name="Known">Comments that had one by this scorer already.</param>
/// <param name="OtherLanguage">Comments in another language than the scorer's, which it does not read.</param>
/// <param name="Blank">Comments without a letter.</param>
/// <param name="Corrected">Comments whose answer was corrected or retracted.</param>
/// <param name="Retracted">Scores of such comments that were taken back.</param>
/// <param name="Erased">Comments whose customer was erased.</param>
/// <param name="LastSeal">The last seal that was added; null where nothing was.</param>
public sealed record ScoringSummary(
    string Scorer,
    string Lexicon,
    string Language,
    long Comments,
    long Scored,
    long Known,
    long OtherLanguage,
    long Blank,
    long Corrected,
    long Retracted,
    long Erased,
    SealNumber? LastSeal
);
