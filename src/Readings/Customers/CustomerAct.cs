using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Something a customer did or said.</summary>
/// <param name="Kpi">The question that was answered; null for what is no answer.</param>
/// <param name="Score">Basis points of the answer's scale.</param>
/// <param name="Amount">Minor units of <paramref name="Currency"/>, of the whole count.</param>
/// <param name="Team">The owner of the touchpoint when it happened, by the journey map of then; null where nobody is named.</param>
public sealed record CustomerAct(
    Instant At,
    LocalDate Day,
    SignalKind Kind,
    string Campaign,
    string? Message,
    string? Touchpoint,
    string? Channel,
    string? Segment,
    string? Team,
    string? Kpi,
    int? Score,
    AnswerScale? Scale,
    long? Amount,
    string? Currency,
    long Count
)
{
    /// <summary>Whether a customer gave it as an answer, or somebody read it from what they wrote: what is felt, and no touch.</summary>
    public bool IsAnswer => Kind is SignalKind.SurveyAnswer or SignalKind.Sentiment;
}
