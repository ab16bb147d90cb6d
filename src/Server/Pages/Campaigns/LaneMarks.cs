using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Pages.Alerts;

namespace CustomerPerformanceTracker.Server.Pages.Campaigns;

/// <summary>What stands between the lanes of a campaign.</summary>
internal static class LaneMarks
{
    /// <summary>Alerts that were raised, changes that were applied, and what was recorded around the breaks of the lines; each once.</summary>
    /// <param name="adjustments">Those of the campaign.</param>
    public static IEnumerable<LaneMark> Of(IEnumerable<Alert> alerts, IEnumerable<Adjustment> adjustments, IEnumerable<TrustTrend?> lines, DateTimeZone days)
    {
        var raised = alerts.Select(alert => new LaneMark(alert.On, "alert", $"alert: {AlertLine.Where(alert.Scope)}"));
        var applied = adjustments
            .Where(one => one.AppliedAt is not null)
            .Select(one => new LaneMark(one.AppliedAt!.Value.InZone(days).Date, "change", $"{one.Proposal.To ?? one.Proposal.What} applied"));
        var recorded = lines
            .SelectMany(line => line?.Breaks ?? [])
            .SelectMany(one => one.Changes)
            .Select(change => new LaneMark(change.At, "message", change.What));
        return raised.Concat(applied).Concat(recorded).Distinct();
    }
}
