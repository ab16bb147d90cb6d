using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>Desirabilities from 0 to 1, or null where no KPI that counts has a value. 0.5 is neither good nor bad.</summary>
public readonly record struct Indices(double? Logic, double? Emotion, double? Hybrid)
{
    /// <summary>The 95 % intervals that follow from those of the KPIs; null where there is no index.</summary>
    public (double Low, double High)? LogicBand { get; init; }

    public (double Low, double High)? EmotionBand { get; init; }

    public (double Low, double High)? HybridBand { get; init; }
}

/// <summary>
/// The indices of a card: the weighted geometric mean of the desirabilities of a side's KPIs, exp(Σ w ln d / Σ w) (Derringer and Suich 1980, Journal of Quality
/// Technology 12, 214-219), those without a value left out; the hybrid index is the same mean of the two halves, so that no conversion rate can buy back lost
/// trust.
/// </summary>
/// <remarks>The variance of ln of an index is Σ (w s / Σ w)², where s is a KPI's standard error of ln d, taken from the ends of its interval; KPIs are taken as
/// independent.</remarks>
internal static class CardIndices
{
    public static Indices Of(KpiStack stack, IReadOnlyList<KpiReading> kpis)
    {
        var weights = stack.Goals.ToDictionary(goal => goal.Kpi.Name, goal => goal.Weight, StringComparer.Ordinal);
        var (logic, emotion) = (Index(kpis, weights, Side.Logic), Index(kpis, weights, Side.Emotion));
        var hybrid = Both((logic, stack.LogicWeight), (emotion, stack.EmotionWeight));
        return new(logic?.Value, emotion?.Value, hybrid?.Value)
        {
            LogicBand = logic?.Band,
            EmotionBand = emotion?.Band,
            HybridBand = hybrid?.Band,
        };
    }

    private static LogMean? Index(IReadOnlyList<KpiReading> kpis, Dictionary<string, double> weights, Side side)
    {
        KpiReading[] counted = [.. kpis.Where(kpi => kpi.Kpi.Side == side && kpi.Desirability is not null && weights.GetValueOrDefault(kpi.Kpi.Name) > 0)];
        // A KPI with a row for each currency shares its weight among them.
        var rows = counted.CountBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return Mean([.. counted.Select(kpi => (new LogMean(Math.Log(kpi.Desirability!.Value), Deviation(kpi)), weights[kpi.Kpi.Name] / rows[kpi.Kpi.Name]))]);
    }

    private static double Deviation(KpiReading kpi) =>
        kpi.DesirabilityBand is { Low: > 0 } band ? (Math.Log(band.High) - Math.Log(band.Low)) / (2 * Confidence.Z(Confidence.Default)) : 0;

    // A half without a value leaves nothing to say of the whole, and a half without weight never speaks.
    private static LogMean? Both(params ReadOnlySpan<(LogMean? Index, double Weight)> halves)
    {
        var counted = new List<(LogMean, double)>();
        foreach (var (index, weight) in halves)
        {
            if (weight <= 0)
                continue;
            if (index is not { } known)
                return null;
            counted.Add((known, weight));
        }

        return Mean([.. counted]);
    }

    private static LogMean? Mean((LogMean Part, double Weight)[] parts)
    {
        if (parts.Length == 0)
            return null;
        var total = parts.Sum(part => part.Weight);
        return new LogMean(
            parts.Sum(part => part.Weight * part.Part.Log) / total,
            Math.Sqrt(parts.Sum(part => Math.Pow(part.Weight * part.Part.Deviation / total, 2)))
        );
    }

    private readonly record struct LogMean(double Log, double Deviation)
    {
        public double Value => Math.Exp(Log);

        public (double Low, double High) Band =>
            (Math.Exp(Log - (Confidence.Z(Confidence.Default) * Deviation)), Math.Min(1, Math.Exp(Log + (Confidence.Z(Confidence.Default) * Deviation))));
    }
}
