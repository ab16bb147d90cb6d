using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>The question to customers that a treatment must not harm.</summary>
/// <param name="Margin">Points of 100 by which the answers may be worse.</param>
/// <param name="TightestAt">The customers with an answer, in both arms, at which the guardrail's interval is tightest.</param>
public sealed record ExperimentGuardrail(Kpi Kpi, double Margin, double TightestAt);

/// <summary>Who ended an experiment, why and when; its last day is the day of that.</summary>
public sealed record ExperimentEnding(string Actor, string Reason, Instant At, LocalDate On, SealNumber Seal);

/// <summary>
/// An experiment as it was declared: two values of a dimension, the arms, compared by what customers did from the first act that named one of them. Nothing of
/// it can be changed afterwards, for a design that is chosen after a look promises nothing; it can only be ended.
/// </summary>
/// <param name="By">The dimension whose values the arms are.</param>
/// <param name="From">The first day that counts.</param>
/// <param name="LastDay">The last day that counts; null where none was declared.</param>
/// <param name="Customers">The declared end: customers in both arms. Null where none was declared.</param>
/// <param name="TightestAt">The customers in both arms at which the interval without an end is tightest.</param>
/// <param name="ControlShare">The declared share of control, between 0 and 1.</param>
/// <param name="DeclaredOn">The day of the declaration, in the workspace's zone.</param>
public sealed record Experiment(
    string Name,
    string Campaign,
    Dimension By,
    string Control,
    string Treatment,
    LocalDate From,
    LocalDate? LastDay,
    long? Customers,
    double TightestAt,
    double ControlShare,
    ExperimentMeasure Measure,
    ExperimentGuardrail? Guardrail,
    string Actor,
    string Reason,
    Instant DeclaredAt,
    LocalDate DeclaredOn,
    SealNumber Seal
)
{
    /// <summary>Customers in both arms at which the interval without an end is tightest, where nobody names another number.</summary>
    public const double UsualTightest = Boundary.Anytime.Usual;

    /// <summary>The same of a guardrail, since few customers answer.</summary>
    public const double UsualTightestOfGuardrail = 1_000;

    /// <summary>Points of 100 by which a guardrail may be worse, where nobody names another number.</summary>
    public const double UsualMargin = 3;

    /// <summary>Null while the experiment runs.</summary>
    public ExperimentEnding? Ended { get; init; }

    /// <summary>The last day that counts: the declared one, or the day of the ending where that is earlier; null where there is neither.</summary>
    public LocalDate? Until => Ended is { On: var on } && !(LastDay < on) ? on : LastDay;
}
