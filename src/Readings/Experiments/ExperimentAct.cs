namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>Something a customer did in the campaign of an experiment.</summary>
/// <param name="At">Null for all that an experiment does not turn on, which says no more than that the customer was there.</param>
/// <param name="IsMidnight">Whether it stands at the first instant of its day, as where a source does not tell the hour.</param>
/// <param name="Arm">0 where it names control, 1 where it names the treatment; null where it names neither.</param>
/// <param name="IsAnswer">Whether it answers the guardrail's question.</param>
/// <param name="Amount">Minor units of <paramref name="Currency"/>, of the whole count.</param>
/// <param name="Score">Basis points of an answer's scale.</param>
/// <param name="Times">How many acts are alike.</param>
internal readonly record struct ExperimentAct(
    Instant? At,
    LocalDate Day,
    bool IsMidnight,
    SignalKind Kind,
    int? Arm,
    bool IsAnswer,
    long Amount,
    string? Currency,
    short Score,
    int Count,
    long Times
)
{
    public bool IsOrder => Kind == SignalKind.Conversion;

    /// <summary>Whether signals of the kind answer a question, or tell that one was asked.</summary>
    public static bool IsOfQuestion(SignalKind kind) =>
        kind is SignalKind.SurveyAnswer or SignalKind.Sentiment or SignalKind.SurveySent or SignalKind.SurveySeen or Cells.Measure.AnswerLeftOut;

    /// <summary>Events, of all acts that are alike.</summary>
    public long Events => Count * Times;

    /// <summary>Whether it is of that moment or later; at midnight its hour is not known, and all of its day is later.</summary>
    public bool IsFrom(ExperimentAct other) => At >= other.At || (IsMidnight && Day == other.Day);
}
