using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Voices.Comments;

namespace CustomerPerformanceTracker.Voices.Rising;

/// <summary>Finds the day from which on a feeling has stood where it stands.</summary>
internal sealed class LastBreak(CellReader cells, TrendReader trends)
{
    /// <summary>
    /// The last break of the feeling that the question names; else of trust; else, where nobody was asked for trust, of the question with the most answers
    /// among those whose line breaks.
    /// </summary>
    /// <exception cref="RefusedException">There is no answer, or no break.</exception>
    public async Task<(string Kpi, TrendBreak What)> OfAsync(RisenQuestion question, Sight sight, CancellationToken cancel)
    {
        var (found, searched) = await FindAsync(question, sight, cancel);
        return found
            ?? throw new RefusedException(
                "no_break",
                (
                    searched.Count == 0
                        ? $"Nobody answered a question of {question.Campaign} by these cursors, so no line of a feeling can break."
                        : $"No break is found in {question.Campaign}: {string.Join("; ", searched)}."
                ) + " Name the first day of the second period (`since`).",
                "since"
            );
    }

    /// <summary>The same, or null and what was searched.</summary>
    public async Task<((string Kpi, TrendBreak What)? Found, IReadOnlyList<string> Searched)> FindAsync(
        RisenQuestion question,
        Sight sight,
        CancellationToken cancel
    )
    {
        var feelings = question.Kpi is { } named ? [named] : await AskedAsync(question, sight, cancel);
        var searched = new List<string>();
        foreach (var kpi in feelings)
        {
            var trend = await trends.ReadAsync(new TrendQuestion(question.Campaign, kpi, Cursors: question.Cursors), cancel);
            if (trend is { Breaks: [.., var last] })
                return ((kpi, last), searched);
            searched.Add(Told(kpi, trend?.Searched ?? default));
        }

        return (null, searched);
    }

    private async Task<string[]> AskedAsync(RisenQuestion question, Sight sight, CancellationToken cancel)
    {
        var cursors = question.Cursors ?? Cursors.Now;
        var first = (await cells.SpanAsync(sight.Campaign, cursors, cancel))?.First ?? sight.Last;
        string[] asked =
        [
            .. (await cells.DaysAsync(sight.Campaign, first, sight.Last, cursors, by: null, cancel))
                .Where(day => day.Measure is { Kind: SignalKind.SurveyAnswer or SignalKind.Sentiment, Kpi: not null })
                .GroupBy(day => day.Measure.Kpi!, StringComparer.Ordinal)
                .Select(one => (Kpi: one.Key, Count: one.Sum(day => day.Measure.Count)))
                .Where(one => one.Count > 0)
                .OrderByDescending(one => one.Count)
                .ThenBy(one => one.Kpi, StringComparer.Ordinal)
                .Select(one => one.Kpi),
        ];
        return asked.Contains(Kpi.Trust.Name, StringComparer.Ordinal) ? [Kpi.Trust.Name] : asked;
    }

    private static string Told(string kpi, SearchedDays searched) =>
        searched.From is { } from ? $"{kpi} on {searched.Days} days from {from:uuuu-MM-dd} to {searched.To:uuuu-MM-dd}" : $"{kpi}, which nobody answered";
}
