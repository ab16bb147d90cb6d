using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>Words that rose and are said in the same comments, with what some of those who said them after wrote.</summary>
/// <param name="Quotes">Of those who said one of the <see cref="Surest"/> terms; none where the reading is of counts alone.</param>
public sealed record RisenGroup(TermGroup Terms, IReadOnlyList<Voice> Quotes)
{
    /// <summary>How many of the terms a group is named by and quoted for, the surest ones.</summary>
    public const int Surest = 4;
}

/// <summary>The words that rose between two periods of a campaign.</summary>
/// <param name="From">The first day of the first period; the second one begins at <paramref name="Since"/> and ends with <paramref name="To"/>.</param>
/// <param name="Break">What begins the second period, with the KPI that broke; null where the question named the day.</param>
/// <param name="Strata">The dimension within whose values terms are tested where its mix moved.</param>
/// <param name="Moved">The dimensions whose mix of respondents moved between the periods, the surest first.</param>
/// <param name="CommentsBefore">Comments of the first period that stand and can be read; likewise those after.</param>
/// <param name="Erased">Comments of both periods whose customer was erased; they are in no count.</param>
/// <param name="Corrected">Comments of both periods whose signal was corrected or retracted by the cursors; they are in no count.</param>
public sealed record RisenReading(
    RisenQuestion Question,
    LocalDate From,
    LocalDate Since,
    LocalDate To,
    (string Kpi, TrendBreak What)? Break,
    SealNumber Seal,
    Dimension Strata,
    IReadOnlyList<Dimension> Moved,
    int CommentsBefore,
    int CommentsAfter,
    int Erased,
    int Corrected,
    WordOutcome Outcome,
    IReadOnlyList<RisenGroup> Groups
)
{
    /// <summary>Whether anybody wrote anything in the two periods, read or not.</summary>
    public bool HasComments => this is not { CommentsBefore: 0, CommentsAfter: 0, Erased: 0, Corrected: 0 };
}
