using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Loop.Stored;

/// <summary>A value with the ends of its interval, as stored.</summary>
internal sealed record StoredInterval(double? Value, double? Low, double? High)
{
    public static StoredInterval? Of(Estimate? estimate) => estimate is { } known ? new(known.Value, known.Low, known.High) : null;
}

/// <summary>The two ends of an interval, as stored.</summary>
internal sealed record StoredBand(double? Low, double? High)
{
    public static StoredBand? Of((double Low, double High)? band) => band is { } ends ? new(ends.Low, ends.High) : null;
}

/// <summary>A yardstick, as stored.</summary>
internal sealed record StoredYardstick(string Kind, LocalDate From, LocalDate To, double? Value);

/// <summary>One KPI of a stored scorecard.</summary>
internal sealed record StoredKpi(
    string Kpi,
    string Side,
    double? Value,
    double? Low,
    double? High,
    long N,
    string Unit,
    string? Currency,
    StoredInterval? Change,
    string? Of,
    string Sure,
    StoredYardstick? Yardstick,
    double? Compared,
    LocalDate? Since,
    double? WouldShow,
    double? DesignEffect,
    string? Note
)
{
    public static StoredKpi From(KpiReading kpi) =>
        new(
            kpi.Kpi.Name,
            StoredNames.Of(kpi.Kpi.Side),
            kpi.Value?.Value,
            kpi.Value?.Low,
            kpi.Value?.High,
            kpi.N,
            StoredNames.Of(kpi.Kpi.Unit),
            kpi.Currency,
            StoredInterval.Of(kpi.Change),
            kpi.Kpi.CardSide is { } of ? StoredNames.Of(of) : null,
            StoredNames.Of(kpi.Sure),
            kpi.Yardstick is { } held ? new(StoredNames.Of(held.Kind), held.From, held.To, held.Value) : null,
            kpi.Compared,
            kpi.Since,
            kpi.WouldShow,
            kpi.DesignEffect,
            kpi.Note
        );
}

/// <summary>The indices of a stored scorecard.</summary>
internal sealed record StoredIndices(double? Logic, double? Emotion, double? Hybrid);

/// <summary>The intervals of the indices of a stored scorecard.</summary>
internal sealed record StoredBands(StoredBand? Logic, StoredBand? Emotion, StoredBand? Hybrid);

/// <summary>What is sure of the sides of a stored scorecard.</summary>
internal sealed record StoredSides(string Demand, string Feeling, string Regret);

/// <summary>A KPI with too few answers, as stored.</summary>
internal sealed record StoredMissing(string Kpi, long? Answers);

/// <summary>
/// A scorecard as the journal freezes one, in evidence and in reviews. The formula names the form: another form needs another formula, and the stored ones are
/// read as they are.
/// </summary>
internal record StoredCard(
    IReadOnlyList<StoredKpi> Kpis,
    StoredIndices Indices,
    StoredBands IndexBands,
    string Reading,
    string Sentence,
    LocalDate? Since,
    StoredSides Sides,
    IReadOnlyList<string> NotAsked,
    IReadOnlyList<StoredMissing> Missing,
    IReadOnlyList<LocalDate> SetAside,
    string Formula
)
{
    public static StoredCard Of(Scorecard card) =>
        new(
            [.. card.Kpis.Select(StoredKpi.From)],
            new(card.Indices.Logic, card.Indices.Emotion, card.Indices.Hybrid),
            new(StoredBand.Of(card.Indices.LogicBand), StoredBand.Of(card.Indices.EmotionBand), StoredBand.Of(card.Indices.HybridBand)),
            StoredNames.Of(card.Reading),
            card.Sentence,
            card.Since,
            new(StoredNames.Of(card.Sides.Demand), StoredNames.Of(card.Sides.Feeling), StoredNames.Of(card.Sides.Regret)),
            [.. card.NotAsked.Select(kpi => kpi.Name)],
            [.. card.Missing.Select(one => new StoredMissing(one.Kpi.Name, one.Answers))],
            card.SetAside,
            Scorecard.Formula
        );

    /// <summary>The scorecard as it goes into evidence.</summary>
    public static JsonElement Frozen(Scorecard card) => CardForms.Stored.Element(Of(card));
}
