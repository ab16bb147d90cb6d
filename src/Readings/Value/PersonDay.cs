namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>What a customer did of one kind on one day. Names are numbers of the log, 0 where nothing is named.</summary>
/// <param name="Day">Days since 0001-01-01, in the workspace's zone.</param>
/// <param name="Score">Basis points of an answer's scale.</param>
/// <param name="Amount">Minor units of the currency, of all that were counted.</param>
/// <param name="Costed">The part of the amount whose cost of goods is known.</param>
/// <param name="Cost">That cost, in major units.</param>
/// <param name="IsPart">An answer to a question of an instrument, as it was asked: the same answer is there again, read as one of the instrument's KPI.</param>
internal readonly record struct PersonDay(
    int Day,
    SignalKind Kind,
    int Kpi,
    int Touchpoint,
    int Channel,
    int Currency,
    int Own,
    short Score,
    long Count,
    long Amount,
    long Costed,
    double Cost,
    bool IsPart
)
{
    public bool IsAnswer => Kind is SignalKind.SurveyAnswer or SignalKind.Sentiment;

    /// <summary>An answer that says how the customer felt: each once.</summary>
    public bool IsFeeling => IsAnswer && !IsPart;
}

/// <summary>One person: several numbers of the log where they are linked, and everything they did in the order of days.</summary>
/// <param name="Number">The least of the numbers.</param>
internal sealed record Person(int Number, IReadOnlyList<PersonDay> Days);
