using CustomerPerformanceTracker.Voices.Comments;

namespace CustomerPerformanceTracker.Voices.Samples;

/// <summary>A comment as it is shown. Who wrote it is not said.</summary>
/// <param name="Score">0 to 100 of <paramref name="Scale"/>; null where the signal has no score.</param>
/// <param name="Scale">The scale as the source gave it; null where the signal has none.</param>
public sealed record Voice(LocalDate Day, SignalKind Kind, string? Kpi, double? Score, AnswerScale? Scale, Scope Scope, string Text)
{
    internal static Voice Of(WrittenComment comment) =>
        new(comment.Day, comment.Kind, comment.Kpi, comment.Score / 100.0, comment.Scale, comment.Scope, comment.Text!);
}

/// <summary>How many comments there are.</summary>
/// <param name="Comments">Comments that stand and can be read.</param>
/// <param name="Respondents">Persons who wrote them; a comment that names no customer is one of its own.</param>
/// <param name="Erased">Comments whose customer was erased: nobody can read them.</param>
/// <param name="Corrected">Comments whose signal was corrected or retracted by the cursors.</param>
/// <param name="Matched">Comments among those that stand which hold the words searched for; all of them where nothing is searched for.</param>
/// <param name="MatchedRespondents">Persons who wrote those.</param>
public sealed record VoiceCounts(int Comments, int Respondents, int Erased, int Corrected, int Matched, int MatchedRespondents);

/// <summary>Comments of a campaign, and a fair sample of them in the order they were written.</summary>
/// <param name="Seal">The seal that replays the reading.</param>
public sealed record VoiceReading(VoiceQuestion Question, LocalDate From, LocalDate To, SealNumber Seal, VoiceCounts Counts, IReadOnlyList<Voice> Shown);
