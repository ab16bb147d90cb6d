using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Voices.Samples;
using CustomerPerformanceTracker.Voices.Scoring;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A comment, without who wrote it.</summary>
/// <param name="Kind">The kind of its signal, as survey_answer.</param>
/// <param name="Score">0 to 100 of the scale; null where the signal has no score.</param>
/// <param name="Scale">The ends of the scale as the source gave them, as <c>0..10</c>.</param>
/// <param name="Scope">What the signal names.</param>
public sealed record VoiceView(
    LocalDate Day,
    string Kind,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Kpi,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Score,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Scale,
    ScopeView Scope,
    string Text
)
{
    internal static VoiceView Of(Voice voice) =>
        new(voice.Day, SignalKinds.NameOf(voice.Kind), voice.Kpi, voice.Score, voice.Scale?.ToString(), ScopeView.Of(voice.Scope), voice.Text);
}

/// <summary>What customers of a campaign wrote: how many comments, and a sample in which each respondent had the same chance.</summary>
/// <param name="Only">What the comments' signals had to name, as <c>channel=email</c>.</param>
/// <param name="Seed">What the sample was drawn by; the same seed draws the same comments at the same cursors.</param>
/// <param name="Comments">Comments that stand and can be read.</param>
/// <param name="Respondents">Those who wrote them; a comment that names no customer is one of its own.</param>
/// <param name="Erased">Comments whose customer was erased: nobody can read them.</param>
/// <param name="Corrected">Comments whose signal was corrected or retracted by the cursors.</param>
/// <param name="Matched">Comments that hold the words searched for; all of them where nothing is searched for.</param>
/// <param name="Shown">How many the sample has.</param>
/// <param name="Voices">The sample in the order it was written, at most one comment of a respondent.</param>
public sealed record VoicesView(
    string Campaign,
    WindowView Window,
    CursorsView Cursors,
    IReadOnlyList<string> Only,
    string? Search,
    long Seed,
    int Comments,
    int Respondents,
    int Erased,
    int Corrected,
    int Matched,
    int MatchedRespondents,
    int Shown,
    IReadOnlyList<VoiceView> Voices
)
{
    public static VoicesView Of(VoiceReading reading)
    {
        var (question, counts) = (reading.Question, reading.Counts);
        return new(
            question.Campaign,
            new(reading.From, reading.To, Period.DaysBetween(reading.From, reading.To) + 1),
            CursorsView.Of(question.Cursors, reading.Seal),
            [.. question.Only.Select(only => only.ToString())],
            question.Search,
            question.Seed,
            counts.Comments,
            counts.Respondents,
            counts.Erased,
            counts.Corrected,
            counts.Matched,
            counts.MatchedRespondents,
            reading.Shown.Count,
            [.. reading.Shown.Select(VoiceView.Of)]
        );
    }
}

/// <summary>What a run of a scorer did with the comments it looked at.</summary>
/// <param name="Language">The language that the scorer reads; comments in another one are not scored.</param>
/// <param name="Known">Comments that had a score by this scorer already.</param>
/// <param name="Retracted">Scores that were taken back, since their answer was corrected.</param>
/// <param name="Seal">The last seal that was added; null where nothing was.</param>
public sealed record CommentScoringView(
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
    int? Seal
)
{
    public static CommentScoringView Of(ScoringSummary summary) =>
        new(
            summary.Scorer,
            summary.Lexicon,
            summary.Language,
            summary.Comments,
            summary.Scored,
            summary.Known,
            summary.OtherLanguage,
            summary.Blank,
            summary.Corrected,
            summary.Retracted,
            summary.Erased,
            summary.LastSeal?.Value
        );
}
