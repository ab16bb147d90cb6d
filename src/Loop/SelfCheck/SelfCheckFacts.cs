using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>What a self-check is answered from: a window of days, both ends included, as it stood at a set of cursors.</summary>
internal sealed record SelfCheckFacts(LocalDate From, LocalDate To)
{
    /// <summary>What every campaign has in the window.</summary>
    public required IReadOnlyList<WindowCount> Counts { get; init; }

    public required KpiStack Stack { get; init; }

    public required JourneyMap Journey { get; init; }

    public required JoinableCount Joinable { get; init; }

    /// <summary>Each time an alert showed in the window, the latest day first.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>All adjustments by then, whatever their days.</summary>
    public required IReadOnlyList<Adjustment> Adjustments { get; init; }

    /// <summary>The campaigns of which a review was kept.</summary>
    public required IReadOnlySet<string> Reviewed { get; init; }

    public required IReadOnlyList<Policy> Policies { get; init; }

    public required DeclaredInstruments Instruments { get; init; }

    /// <summary>The watches that were played through.</summary>
    public required IReadOnlyList<CampaignPromise> Promises { get; init; }

    /// <summary>The policies on campaigns that were not played through although they have answers.</summary>
    public required IReadOnlyList<WatchPair> NotPlayed { get; init; }

    public int Days => Period.DaysBetween(From, To) + 1;

    public double Weeks => Days / 7.0;

    /// <summary>The campaigns with signals in the window, by name.</summary>
    public IReadOnlyList<string> Campaigns => [.. Counts.Select(count => count.Campaign).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Answers as they were given: those that an instrument of another name is made of count for their question alone.</summary>
    public IEnumerable<WindowCount> GivenAnswers =>
        Counts.Where(count => count.IsAnswer && Instruments.Find(count.Kpi ?? "") is var one && one?.Questions.Contains(one.Kpi.Name) != false);

    public long Answers => GivenAnswers.Sum(count => count.Count);

    /// <summary>The answers of a campaign, or of all of them, to one question.</summary>
    public long AnswersTo(string kpi, string? campaign = null) =>
        Counts.Where(count => count.IsAnswer && count.Kpi == kpi && (campaign is null || count.Campaign == campaign)).Sum(count => count.Count);

    /// <summary>What a question is answered with where the window has no signals.</summary>
    public CheckQuestion Nothing(string name, string asks) =>
        new(
            name,
            asks,
            CheckAnswer.CannotBeTold,
            "There are no signals in the window.",
            [Look.Unknown("signals", null, "none in the window", "Import what customers did and how they felt.", "cpt import FILE --map MAP.yaml --history")]
        );
}
