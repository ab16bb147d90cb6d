namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The answers of one day that one kind of customer gave at one place: the strata that a score is standardised over.</summary>
/// <param name="Stratum">A number for segment, channel and touchpoint together; the same for the same three.</param>
/// <param name="Score">The answers' one score where it is known (loyalty), in basis points.</param>
public readonly record struct StratumAnswers(
    LocalDate Day,
    int Stratum,
    SignalKind Kind,
    string Kpi,
    AnswerScale? Scale,
    int? Score,
    long Count,
    Int128 ScoreSum
);
