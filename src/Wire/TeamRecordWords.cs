using System.Globalization;
using CustomerPerformanceTracker.Loop.Teams;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What teams did about alerts, and what became of adjustments, in words.</summary>
public static class TeamRecordWords
{
    /// <summary>What the table of alerts leaves open, and how its median is made.</summary>
    public static IEnumerable<string> OfAlerts(TeamRecords records)
    {
        foreach (var (team, alerts) in records.Teams.Select(team => (team.Team, team.Alerts)))
        {
            if (alerts is { Median: null, Times.Count: > 0 })
                yield return $"{team}: {Waited(alerts)}.";
            if (alerts.OpenSince is { } since)
                yield return $"{team}: {Count(alerts.Open, "alert waits", "alerts wait")} for an answer, the oldest since {Time(since)}.";
        }

        if (records.Teams.Any(team => team.Alerts is { Median: null, Raised: > 0 }))
            yield return $"Below {TeamAlerts.FewestForMedian} alerts there is no median; a longer window has more.";
        if (records.Retrospective > 0)
            yield return $"{Count(records.Retrospective, "alert was", "alerts were")} found in the past by an import; time counts from when it was recorded.";
        if (records.UnownedAlerts > 0)
            yield return $"{Count(records.UnownedAlerts, "alert is", "alerts are")} of no team, {Number(records.UnownedOpen)} of them open: no journey map "
                + "names an owner of what it is about (`cpt journey set FILE`).";
        if (records.Teams.Any(team => team.Alerts.Median is not null))
            yield return "An answer is that somebody acknowledged, snoozed or resolved it. Alerts without one are waited for, and not left out of the half "
                + "(Kaplan-Meier).";
    }

    /// <summary>The time within which half of a team's alerts were answered.</summary>
    public static string Half(TeamAlerts alerts) =>
        alerts.Median switch
        {
            null => "-",
            { Value: { } half } median => $"{Hours(half)} ({Hours(median.Low ?? 0)} to {(median.High is { } high ? Hours(high) : "open")})",
            _ => "not half answered yet",
        };

    /// <summary>How far a team's adjustments came.</summary>
    public static string Steps(TeamAdjustments one) =>
        $"{Number(one.Proposed)} proposed, {Number(one.Approved)} approved, {Number(one.Rejected)} rejected, {Number(one.Applied)} applied, "
        + $"{Number(one.Measured)} measured: {Number(one.Kept)} kept, {Number(one.Reverted)} reverted, {Number(one.Inconclusive)} inconclusive"
        + (one.Share is { } share ? $"; share kept {Percent(share.Value)} ({Percent(share.Low)} to {Percent(share.High)}) of {share.N}" : "");

    /// <summary>What the shares of adjustments leave open.</summary>
    public static IEnumerable<string> OfAdjustments(TeamRecords records)
    {
        if (records.Teams.Any(team => team.Adjustments is { Proposed: > 0, Share: null }))
            yield return $"A share kept is of those that are measured to the end, and none is told below {TeamAdjustments.FewestForShare}; a longer window has "
                + "more.";
        if (records.UnownedAdjustments > 0)
            yield return $"{Count(records.UnownedAdjustments, "adjustment is", "adjustments are")} of no team.";
    }

    public static string Hours(double hours) => hours.ToString("#,0.0", CultureInfo.InvariantCulture) + " h";

    /// <summary>An instant in UTC, to the minute.</summary>
    public static string Time(Instant at) => at.ToString("uuuu'-'MM'-'dd HH':'mm'Z'", CultureInfo.InvariantCulture);

    private static string Waited(TeamAlerts alerts)
    {
        var told = new[] { ("answered within", true), ("no answer in", false) }
            .Select(part => (Words: part.Item1, Times: alerts.Times.Where(one => one.IsOver == part.Item2).Select(one => Hours(one.Time)).ToArray()))
            .Where(part => part.Times.Length > 0);
        return string.Join("; ", told.Select(part => $"{part.Words} {string.Join(", ", part.Times)}"));
    }

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";
}
