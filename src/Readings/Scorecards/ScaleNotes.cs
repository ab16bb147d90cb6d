using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>What is to be said of the scales that answers were given on.</summary>
internal static class ScaleNotes
{
    /// <summary>
    /// Null where all answers to a KPI's question were given on one scale, for a net score on 0..10, and where an instrument takes all that were given.
    /// </summary>
    public static string? Of(Kpi kpi, DeclaredInstruments instruments, params ReadOnlySpan<Totals> periods)
    {
        if (kpi.Side != Side.Emotion)
            return null;

        var (scales, leftOut) = (new List<AnswerScale?>(), new List<AnswerScale?>());
        foreach (var period in periods)
        {
            scales.AddRange(period.Scales(period.Instrument(kpi.Name), kpi.Name));
            leftOut.AddRange(period.Scales(Measure.AnswerLeftOut, kpi.Name));
            if (instruments.Find(kpi.Name) is { } instrument)
                leftOut.AddRange(
                    instrument
                        .Questions.Where(question => question != kpi.Name)
                        .SelectMany(question => period.Scales(SignalKind.SurveyAnswer, question).Where(scale => !instrument.Takes(question, scale?.ToString())))
                );
        }

        if (kpi.Unit == KpiUnit.NetScore)
            return Named(Notes.OtherScaleLeftOut, scales.Where(scale => scale != AnswerScale.ZeroToTen).Concat(leftOut));
        // What was folded before scales were known has none, which is no other one.
        return Notes.Join(
            scales.OfType<AnswerScale>().Distinct().Skip(1).Any() ? Named(Notes.MixedScales, scales) : null,
            Named(Notes.OtherScaleLeftOut, leftOut)
        );
    }

    private static string? Named(string note, IEnumerable<AnswerScale?> scales)
    {
        string[] names = [.. scales.Select(scale => scale?.ToString() ?? "unknown").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : $"{note}: {string.Join(", ", names)}";
    }
}
