using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What a scorecard is read from: the days of the window and those before it, which say what it is held against.</summary>
/// <param name="From">The window's first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Measures">Measures of the window's days and of those before, in any order and any partition.</param>
public sealed record CardDays(LocalDate From, LocalDate To, IReadOnlyList<DayMeasure> Measures)
{
    /// <summary>The answers of the same days apart by stratum; empty: scores are read as they are.</summary>
    public IReadOnlyList<StratumAnswers> Strata { get; init; } = [];

    /// <summary>The levels that were accepted by the window's last day, by KPI, first and last day.</summary>
    public IReadOnlyDictionary<string, (LocalDate From, LocalDate To)> Accepted { get; init; } =
        new Dictionary<string, (LocalDate From, LocalDate To)>(StringComparer.Ordinal);

    /// <summary>The design effect of customers who answer or buy repeatedly, by KPI, in the window and before it.</summary>
    public IReadOnlyDictionary<string, (double Now, double Before)> CustomerEffects { get; init; } =
        new Dictionary<string, (double Now, double Before)>(StringComparer.Ordinal);

    /// <summary>
    /// The first day of a part of a campaign that was first seen later than the campaign, such as a message version: the measures of earlier days are those of
    /// the whole campaign, which the part's scores and rates are held against. Null: all are its own.
    /// </summary>
    public LocalDate? OwnFrom { get; init; }

    /// <summary>Whether the part's rates can be held against the campaign's: what customers do at one touchpoint has nothing alike in the whole.</summary>
    public bool AreRatesAlike { get; init; } = true;

    /// <summary>The currencies whose money was converted into the one that the stack reads, by the rates of its days.</summary>
    public IReadOnlyList<string> Converted { get; init; } = [];

    /// <summary>How the workspace declared that answers are read.</summary>
    public DeclaredInstruments Instruments { get; init; } = DeclaredInstruments.None;

    /// <summary>The window's length in days.</summary>
    public int Length => Period.DaysBetween(From, To) + 1;

    internal bool Holds(LocalDate day) => day >= From && day <= To;
}
