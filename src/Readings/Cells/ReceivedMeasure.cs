namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// What one received day brought of one kind (and KPI) for one scope; the scope's values are null where the reading was not apart by them. Answers are of one
/// segment, channel and touchpoint besides, whose <see cref="StratumNumber"/> is <paramref name="Stratum"/>; 0 for all else.
/// </summary>
/// <param name="StackCurrency">Of money, the currency that the KPI stack reads; the amount is in it where a rate was known on the evening of the day. Null
/// where the stack names none.</param>
public readonly record struct ReceivedMeasure(
    LocalDate Day,
    Scope Scope,
    SignalKind Kind,
    string? Kpi,
    string? Currency,
    long Count,
    Int128 Amount,
    Int128 ScoreSum,
    AnswerScale? Scale = null,
    int Stratum = 0,
    string? StackCurrency = null
);
