using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Voices.Comments;

namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>Finds the day from which on a feeling has stood where it stands.</summary>
internal sealed class LastBreak(CellReader cells, TrendReader trends)
{
    /// <summary>The last break of the feeling's line.</summary>
    /// <exception cref="RefusedException">There is no answer, or no break.</exception>
    public async Task<(string Kpi, TrendBreak What)> OfAsync(RisenQuestion question, Sight sight, CancellationToken cancel)
    {
        var kpi = question.Kpi ?? await MostAskedAsync(question, sight, cancel);
        var trend = await trends.ReadAsync(new TrendQuestion(question.Campaign, kpi, Cursors: question.Cursors), cancel);
        return trend is { Breaks: [.., var last] } ? (kpi, last) : throw Missing(question, kpi, trend?.Searched ?? default);
    }

    private async Task<string> MostAskedAsync(RisenQuestion question, Sight sight, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        var first = (await cells.SpanAsync(sight.Campaign, cursors, cancel))?.First ?? sight.Last;
        var answers = (await cells.DaysAsync(sight.Campaign, first, sight.Last, cursors, by: null, cancel))
            .Where(day => day.Measure is { Kind: SignalKind.SurveyAnswer, Kpi: not null })
            .GroupBy(day => day.Measure.Kpi!, StringComparer.Ordinal)
            .Select(asked => (Kpi: asked.Key, Count: asked.Sum(day => day.Measure.Count)))
            .Where(asked => asked.Count > 0)
            .OrderByDescending(asked => asked.Kpi == Kpi.Trust.Name)
            .ThenByDescending(asked => asked.Count)
            .ThenBy(asked => asked.Kpi, StringComparer.Ordinal);
        return answers.Select(asked => asked.Kpi).FirstOrDefault()
            ?? throw new RefusedException(
                "no_answers",
                $"Nobody answered a question of {question.Campaign} by these cursors, so no line of a feeling can break. Name the first day of the "
                    + "second period with `since`.",
                "since"
            );
    }

    private static RefusedException Missing(RisenQuestion question, string kpi, SearchedDays searched) =>
        new(
            "no_break",
            $"{kpi} of {question.Campaign} has no break"
                + (searched.From is { } from ? $" on {searched.Days} days from {from:uuuu-MM-dd} to {searched.To:uuuu-MM-dd}" : ": there is nothing to read")
                + ". Name the first day of the second period with `since`, or another question with `kpi`.",
            "since"
        );
}
