using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Behind;

/// <summary>What corrected or retracted a signal by the cursors, so that the signal counts no more.</summary>
/// <param name="Position">That of the later signal.</param>
/// <param name="IsRetraction">Whether nothing stands in the place of the earlier signal.</param>
public readonly record struct Amendment(Position Position, SealNumber Seal, bool IsRetraction);

/// <summary>A signal behind a figure, without who it is of and without what they wrote.</summary>
/// <param name="Question">The question that was answered; null for kinds that answer none.</param>
/// <param name="Score">In basis points of <paramref name="Scale"/>, as the answer was given; null where the signal has no score.</param>
/// <param name="Amount">In minor units of <paramref name="Currency"/>.</param>
/// <param name="Scope">What the signal names; null for what it does not.</param>
/// <param name="HasComment">Whether the signal came with a text.</param>
/// <param name="IsErased">Whether its customer was erased by the seal of the reading.</param>
/// <param name="Corrects">Whether the signal itself replaces an earlier one.</param>
/// <param name="Amended">What took the signal back; null for a signal that counts.</param>
public sealed record FigureSignal(
    Position Position,
    SealNumber Seal,
    Guid Id,
    SignalKind Kind,
    Instant OccurredAt,
    int Count,
    string? Question,
    int? Score,
    AnswerScale? Scale,
    long? Amount,
    string? Currency,
    Scope Scope,
    bool HasComment,
    bool IsErased,
    bool Corrects,
    Amendment? Amended
);

/// <summary>How many signals a figure rests on, whatever page of them is read.</summary>
/// <param name="Signals">Those that are listed: those that count, and those that were corrected or retracted.</param>
/// <param name="Amended">Those that were corrected or retracted.</param>
/// <param name="N">What the figure is taken over, as the KPI's line says it: the answers, trials or acts that the signals stand for.</param>
/// <param name="Comments">Signals that came with a text.</param>
public readonly record struct FigureCounts(long Signals, long Amended, long N, long Comments);

/// <summary>The figure of some days, and a page of the signals it rests on, in the order of their positions.</summary>
/// <param name="Campaign">The campaign's number.</param>
/// <param name="From">The first day of the figure; <paramref name="To"/> is the last one, included.</param>
/// <param name="Seal">The seal that replays the reading.</param>
/// <param name="Unit">What the figure is in: <c>score</c>, <c>net_score</c>, <c>ratio</c>, <c>count</c> or <c>minor_units</c>.</param>
/// <param name="Currency">That of an amount; null for anything else.</param>
/// <param name="Value">The mean, share or sum of the days; null where nothing was counted.</param>
/// <param name="HasMore">Whether signals stand behind the last one of the page.</param>
public sealed record FigureReading(
    FigureQuestion Question,
    int Campaign,
    LocalDate From,
    LocalDate To,
    SealNumber Seal,
    string Unit,
    string? Currency,
    double? Value,
    FigureCounts Counts,
    IReadOnlyList<FigureSignal> Signals,
    bool HasMore
)
{
    /// <summary>The KPI that the figure is of.</summary>
    public Kpi Kpi => Kpi.Named(Question.Kpi);

    /// <summary>What of the campaign could not be folded, and is neither in the figure nor in the list; null where everything is.</summary>
    public NotFolded? NotFolded { get; init; }
}
