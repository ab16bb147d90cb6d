using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Behind;

/// <summary>What customers wrote since what a review found.</summary>
public static class ReviewVoices
{
    /// <summary>
    /// The review with the words that rose, counts alone, since each day on which a KPI's line has its last break of the period or an alert of the period that
    /// is open began. A day without any comment around it is left out.
    /// </summary>
    /// <param name="cursors">Those that the review was read at.</param>
    public static async Task<Review> WithWordsAsync(Review review, Cursors cursors, RisenReader rose, CancellationToken cancel)
    {
        var at = cursors.At is { } asked && asked.Whole < review.To ? asked : new DayCursor(review.To, null);
        var words = new List<ReviewedWords>();
        foreach (var day in Days(review).Where(one => one.Since <= at.Day).GroupBy(one => (one.Since, one.Scope)).OrderBy(day => day.Key.Since))
        {
            var question = AlertVoices.Since(review.Campaign, day.Key.Scope, day.Key.Since, until: null) with { Cursors = cursors with { At = at } };
            if (await AlertVoices.CountAsync(question, rose, cancel) is { } found)
                words.Add(
                    new(
                        [.. day.Select(one => one.Kpi).OfType<string>()],
                        [.. day.Select(one => one.Alert).OfType<string>()],
                        day.Key.Scope,
                        found.From,
                        found.Since,
                        found.To,
                        found.CommentsBefore,
                        found.CommentsAfter,
                        found.Outcome
                    )
                );
        }

        return review with
        {
            Words = words,
        };
    }

    private static IEnumerable<(LocalDate Since, Scope Scope, string? Kpi, string? Alert)> Days(Review review) =>
        review
            .Kpis.Where(kpi => kpi is { Kpi: { CardSide: not null, Unit: not KpiUnit.Count }, Trend.Breaks.Count: > 0 })
            .Select(kpi => (kpi.Trend!.Breaks[^1].Date, Scope.All, (string?)kpi.Kpi.Name, (string?)null))
            .Distinct()
            .Concat(
                review.Alerts.Where(alert => alert.State != AlertStates.Resolved).Select(alert => (alert.Onset, alert.Scope, (string?)null, (string?)alert.Id))
            );
}
