using CustomerPerformanceTracker.Statistics.Words;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>
/// The words that rose in what customers write, by the end of a review's period, since the day on which lines of the campaign broke or open alerts began.
/// </summary>
/// <param name="Kpis">The KPIs whose line has its last break of the period on <paramref name="Since"/>.</param>
/// <param name="Alerts">The ids of the open alerts whose onset it is, all of the same part of the campaign.</param>
/// <param name="Scope">The part whose comments are read; without parts where KPIs broke.</param>
/// <param name="From">The first day of the first period; the second one goes from <paramref name="Since"/> to <paramref name="To"/>, both included.</param>
/// <param name="CommentsBefore">Comments of the first period that stand and can be read; likewise those after.</param>
public sealed record ReviewedWords(
    IReadOnlyList<string> Kpis,
    IReadOnlyList<string> Alerts,
    Scope Scope,
    LocalDate From,
    LocalDate Since,
    LocalDate To,
    int CommentsBefore,
    int CommentsAfter,
    WordOutcome Outcome
);
