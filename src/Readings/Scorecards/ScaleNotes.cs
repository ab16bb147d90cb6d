using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What is to be said of the scales that answers were given on.</summary>
internal static class ScaleNotes
{
    /// <summary>Null where all answers to a KPI's question were given on one scale, and for a net score on 0..10.</summary>
    public static string? Of(Kpi kpi, params ReadOnlySpan<Totals> periods)
    {
        if (kpi.Side != Side.Emotion)
            return null;

        var scales = new List<AnswerScale?>();
        foreach (var period in periods)
            scales.AddRange(period.Scales(period.Instrument(kpi.Name), kpi.Name));
        return kpi.Unit == KpiUnit.NetScore ? Named(Notes.OtherScaleLeftOut, scales.Where(scale => scale != AnswerScale.ZeroToTen))
            // What was folded before scales were known has none, which is no other one.
            : scales.OfType<AnswerScale>().Distinct().Skip(1).Any() ? Named(Notes.MixedScales, scales)
            : null;
    }

    private static string? Named(string note, IEnumerable<AnswerScale?> scales)
    {
        string[] names = [.. scales.Select(scale => scale?.ToString() ?? "unknown").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : $"{note}: {string.Join(", ", names)}";
    }
}
