using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Levels;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// Reads a score under the mix of segments, channels and touchpoints that answered in the year before the window. Days are weighted by stretches as long as the
/// window, counted back from its end, so that each stretch has exactly the mix of before as a whole.
/// </summary>
internal static class StandardScores
{
    private const int Year = 365;

    public static RatioSeries Of(Kpi kpi, SignalKind instrument, RatioSeries series, CardDays card)
    {
        var answers = card
            .Strata.Where(part => part.Kpi == kpi.Name && part.Kind == instrument && (kpi.Unit != KpiUnit.NetScore || part.Scale == AnswerScale.ZeroToTen))
            .ToArray();
        var first = card.Accepted.TryGetValue(kpi.Name, out var accepted) ? LocalDate.Max(accepted.From, card.From.PlusDays(-Year)) : card.From.PlusDays(-Year);
        var mix = StandardMix.Of(answers.Where(part => part.Day >= first && part.Day < card.From).Select(part => (part.Stratum, Trials(part.Count))));
        if (!mix.HasStrata)
            return series;

        var raw = series.Days.ToDictionary(day => day.Day);
        var days = new SortedDictionary<int, RatioDay>();
        foreach (var stretch in answers.Where(part => part.Day <= card.To).GroupBy(part => Period.DaysBetween(part.Day, card.To) / card.Length))
        {
            var weights = mix.Weights(stretch.Select(part => (part.Stratum, Trials(part.Count))));
            foreach (var day in stretch.GroupBy(part => part.Day.ToDateOnly().DayNumber))
            {
                var (sum, weight) = (0.0, 0.0);
                foreach (var part in day.OrderBy(part => part.Stratum).ThenBy(part => part.Score).ThenBy(part => $"{part.Scale}", StringComparer.Ordinal))
                    (sum, weight) = (sum + (weights(part.Stratum) * Score(kpi, part)), weight + (weights(part.Stratum) * Trials(part.Count)));
                if (weight > 0 && raw.TryGetValue(day.Key, out var plain))
                    days[day.Key] = new RatioDay(day.Key, Math.Clamp(sum, 0, weight), weight, plain.Squares * weight / plain.Weight);
            }
        }

        return series with
        {
            Days = [.. days.Values],
        };
    }

    private static double Trials(long count) => Math.Max(0, count);

    private static double Score(Kpi kpi, StratumAnswers part) =>
        kpi.Unit == KpiUnit.NetScore
            ? part.Count
                * (
                    part.Score >= 9_000 ? 1
                    : part.Score > 6_000 ? 0.5
                    : 0
                )
            : (double)part.ScoreSum / Signal.MaxScore;
}
