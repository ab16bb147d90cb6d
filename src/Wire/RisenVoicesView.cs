using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The break of a feeling from which on words are looked for.</summary>
/// <param name="Date">The first day of the new level, which lies from <paramref name="From"/> to <paramref name="To"/> with 95 % probability.</param>
/// <param name="Shape"><c>jump</c>, or <c>slide</c> where the level moved from the first of these days to the last.</param>
/// <param name="Direction"><c>fall</c> or <c>rise</c>.</param>
/// <param name="Probability">That there is a break, or of a slide that the level moved that way.</param>
public sealed record FeelingBreakView(string Kpi, LocalDate Date, LocalDate From, LocalDate To, string Shape, string Direction, double Probability)
{
    internal static FeelingBreakView Of(string kpi, TrendBreak one) =>
        new(kpi, one.Date, one.From, one.To, BreakView.Name(one.Shape), BreakView.Name(one.Direction), one.SlideProbability ?? one.Probability);
}

/// <summary>A number of each of the two periods.</summary>
public sealed record BeforeAfterView(long Before, long After);

/// <summary>A word, or two words that follow each other, with the respondents who said it.</summary>
/// <param name="P">The probability of such a rise by chance.</param>
/// <param name="Q">The share of wrong terms among those that rise at least as surely.</param>
public sealed record RisenTermView(string Text, long Before, long After, double P, double Q);

/// <summary>Words that rose and are said in the same comments.</summary>
/// <param name="Before">Respondents who said at least one of the words before; likewise <paramref name="After"/>.</param>
/// <param name="Quotes">Comments of some who said one of the four surest of the words after, each of another respondent.</param>
public sealed record RisenGroupView(IReadOnlyList<RisenTermView> Terms, long Before, long After, IReadOnlyList<VoiceView> Quotes)
{
    internal static RisenGroupView Of(RisenGroup group) =>
        new(
            [.. group.Terms.Terms.Select(term => new RisenTermView(term.Text, term.Before, term.After, term.P, term.Q))],
            group.Terms.Before,
            group.Terms.After,
            [.. group.Quotes.Select(VoiceView.Of)]
        );
}

/// <summary>The words that more respondents say from a day on than before it.</summary>
/// <param name="From">The first day of the first period; the second one goes from <paramref name="Since"/> to <paramref name="To"/>, both included.</param>
/// <param name="Break">What begins the second period; left out where the question named the day.</param>
/// <param name="Comments">Comments that stand and can be read.</param>
/// <param name="Respondents">Those who wrote them; who wrote in both periods is a respondent of each.</param>
/// <param name="Compared">Respondents of both periods that are held against each other.</param>
/// <param name="Within">The dimension within whose values words are tested, since its mix moved; null where all are tested together.</param>
/// <param name="Moved">Every dimension whose mix of respondents moved between the periods.</param>
/// <param name="Tested">Words and pairs that enough respondents said to be tested.</param>
/// <param name="FewestFound">How many respondents after have to say what nobody said before for it to be found; null where not even all would do.</param>
/// <param name="LeftOut">Words that rose and belong to none of the groups.</param>
/// <param name="Refused">Why no word was looked for.</param>
public sealed record RisenVoicesView(
    string Campaign,
    LocalDate From,
    LocalDate Since,
    LocalDate To,
    CursorsView Cursors,
    [property: JsonIgnore(Condition = WhenWritingNull)] FeelingBreakView? Break,
    long Seed,
    BeforeAfterView Comments,
    BeforeAfterView? Respondents,
    long? Compared,
    int Erased,
    int Corrected,
    string? Within,
    IReadOnlyList<string> Moved,
    int? Tested,
    long? FewestFound,
    int LeftOut,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    IReadOnlyList<RisenGroupView> Groups
)
{
    public static RisenVoicesView Of(RisenReading reading)
    {
        var (question, found) = (reading.Question, reading.Outcome as WordOutcome.Found);
        return new(
            question.Campaign,
            reading.From,
            reading.Since,
            reading.To,
            CursorsView.Of(question.Cursors, reading.Seal),
            reading.Break is { } broken ? FeelingBreakView.Of(broken.Kpi, broken.What) : null,
            question.Seed,
            new(reading.CommentsBefore, reading.CommentsAfter),
            found is null ? null : new(found.Before, found.After),
            found?.Compared,
            reading.Erased,
            reading.Corrected,
            found is { Stratified: true } ? reading.Strata.Name : null,
            [.. reading.Moved.Select(dimension => dimension.Name)],
            found?.Tested,
            found?.FewestFound,
            found?.LeftOut ?? 0,
            (reading.Outcome as WordOutcome.Refused)?.Reason,
            [.. reading.Groups.Select(RisenGroupView.Of)]
        );
    }
}
