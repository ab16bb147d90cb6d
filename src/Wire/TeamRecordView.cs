using CustomerPerformanceTracker.Loop.Teams;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A time that was waited for an answer.</summary>
/// <param name="Hours">Until the answer, or until nobody could answer any more, or until now.</param>
public sealed record WaitedView(double Hours, bool Answered);

/// <summary>The hours by which half of the alerts were answered (Kaplan-Meier), with the interval of 95 %.</summary>
/// <param name="Value">Null while fewer than half are answered.</param>
/// <param name="Low">Null where no time lies in the interval.</param>
/// <param name="High">Null where the interval has no upper end.</param>
/// <param name="N">Alerts, those without an answer included.</param>
public sealed record MedianHoursView(double? Value, double? Low, double? High, long N);

/// <summary>What a team did about the alerts on what it owned.</summary>
/// <param name="Raised">Times an alert showed.</param>
/// <param name="Retrospective">How many of them an import found in the past.</param>
/// <param name="Acknowledged">How many a person acknowledged, snoozed or resolved.</param>
/// <param name="Unanswered">How many wait for an answer.</param>
/// <param name="UnansweredSince">When the oldest of these was raised.</param>
/// <param name="Over">How many ended, or showed again, before anybody answered.</param>
/// <param name="Median">Left out below 5 alerts, whose times stand in <paramref name="Times"/>.</param>
/// <param name="LongestHours">The longest time to an answer.</param>
/// <param name="Times">Each time, the shortest first, where there is no median.</param>
public sealed record TeamAlertsView(
    int Raised,
    int Retrospective,
    int Acknowledged,
    int Unanswered,
    [property: JsonIgnore(Condition = WhenWritingNull)] Instant? UnansweredSince,
    int Over,
    [property: JsonIgnore(Condition = WhenWritingNull)] MedianHoursView? Median,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? LongestHours,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<WaitedView>? Times
)
{
    internal static TeamAlertsView Of(TeamAlerts alerts) =>
        new(
            alerts.Raised,
            alerts.Retrospective,
            alerts.Answered,
            alerts.Open,
            alerts.OpenSince,
            alerts.Over,
            alerts.Median is { } median ? new(median.Value, median.Low, median.High, median.N) : null,
            alerts.Longest,
            alerts.Median is null ? [.. alerts.Times.Select(one => new WaitedView(one.Time, one.IsOver))] : null
        );
}

/// <summary>What became of the adjustments of what a team owned: how many came so far, whatever came after it.</summary>
/// <param name="Measured">Those with a measurement, also one whose days are not all over.</param>
/// <param name="KeptShare">The share kept of those measured to the end; left out below 5.</param>
public sealed record TeamAdjustmentsView(
    int Proposed,
    int Approved,
    int Rejected,
    int Applied,
    int Measured,
    int Kept,
    int Reverted,
    int Inconclusive,
    [property: JsonIgnore(Condition = WhenWritingNull)] ShareView? KeptShare
)
{
    internal static TeamAdjustmentsView Of(TeamAdjustments one) =>
        new(
            one.Proposed,
            one.Approved,
            one.Rejected,
            one.Applied,
            one.Measured,
            one.Kept,
            one.Reverted,
            one.Inconclusive,
            one.Share is { } share ? ShareView.Of(share) : null
        );
}

/// <summary>What one team did about what it was told.</summary>
public sealed record TeamRecordView(string Team, TeamAlertsView Alerts, TeamAdjustmentsView Adjustments);

/// <summary>
/// What teams did about the alerts that showed, and the adjustments that were proposed or took effect, since the first day of the window. What several teams
/// own counts for each of them.
/// </summary>
/// <param name="Until">What was recorded later is not in it.</param>
/// <param name="Alerts">Times an alert showed, each counted once.</param>
/// <param name="Retrospective">How many of them an import found in the past.</param>
/// <param name="UnownedAlerts">How many of them are of no team.</param>
/// <param name="UnownedUnanswered">How many of these wait for an answer.</param>
public sealed record TeamRecordsView(
    Instant Until,
    IReadOnlyList<TeamRecordView> Teams,
    int Alerts,
    int Retrospective,
    int UnownedAlerts,
    int UnownedUnanswered,
    int Adjustments,
    int UnownedAdjustments
)
{
    internal static TeamRecordsView Of(TeamRecords records) =>
        new(
            records.Until,
            [.. records.Teams.Select(one => new TeamRecordView(one.Team, TeamAlertsView.Of(one.Alerts), TeamAdjustmentsView.Of(one.Adjustments)))],
            records.Alerts,
            records.Retrospective,
            records.UnownedAlerts,
            records.UnownedOpen,
            records.Adjustments,
            records.UnownedAdjustments
        );
}
