using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Statistics.Survival;

namespace CustomerPerformanceTracker.Loop.Teams;

/// <summary>What a team did about the alerts on what it owned. Times are in hours from when the alert was recorded.</summary>
/// <param name="Raised">Times an alert showed.</param>
/// <param name="Retrospective">How many of them were found in the past, by an import: nobody could have answered them on their day.</param>
/// <param name="Answered">How many a person acknowledged, snoozed or resolved.</param>
/// <param name="Open">How many nobody has answered yet.</param>
/// <param name="OpenSince">When the oldest of these was raised; null where there is none.</param>
/// <param name="Over">How many ended, or showed again, before anybody answered.</param>
/// <param name="Median">
/// The time by which half were answered. Those that nobody answered are waited for until they were over, or until now, and not left out: without them a team
/// that answers one in ten at once would look quick. Null below <see cref="FewestForMedian"/>.
/// </param>
/// <param name="Longest">The longest time to an answer; null where there is none.</param>
/// <param name="Times">Each time, the shortest first.</param>
public sealed record TeamAlerts(
    int Raised,
    int Retrospective,
    int Answered,
    int Open,
    Instant? OpenSince,
    int Over,
    MedianTime? Median,
    double? Longest,
    IReadOnlyList<Waiting> Times
)
{
    /// <summary>Below so many alerts their times are told one by one, and no median.</summary>
    public const int FewestForMedian = 5;

    /// <param name="until">What has not been answered by then is open.</param>
    public static TeamAlerts Of(IReadOnlyCollection<AlertAnswer> alerts, Instant until)
    {
        AlertAnswer[] open = [.. alerts.Where(alert => alert is { Answered: null, Over: null })];
        Waiting[] times =
        [
            .. alerts
                .Select(alert => new Waiting(((alert.Answered ?? alert.Over ?? until) - alert.Raised).TotalHours, alert.Answered is not null))
                .OrderBy(one => one.Time)
                .ThenByDescending(one => one.IsOver),
        ];
        var answered = times.Where(one => one.IsOver).ToArray();
        return new(
            alerts.Count,
            alerts.Count(alert => alert.Finding.Retrospective),
            answered.Length,
            open.Length,
            open.Length == 0 ? null : open.Min(alert => alert.Raised),
            alerts.Count - answered.Length - open.Length,
            alerts.Count < FewestForMedian ? null : KaplanMeier.Median(times),
            answered.Length == 0 ? null : answered[^1].Time,
            times
        );
    }
}
