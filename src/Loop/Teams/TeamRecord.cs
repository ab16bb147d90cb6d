namespace CustomerPerformanceTracker.Loop.Teams;

/// <summary>What one team did about what it was told.</summary>
public sealed record TeamRecord(string Team, TeamAlerts Alerts, TeamAdjustments Adjustments);

/// <summary>What teams did about the alerts and the adjustments of a campaign. What several teams own counts for each of them.</summary>
/// <param name="Until">What was recorded later is not in it: the time of the seal, or that of an earlier cursor.</param>
/// <param name="Teams">By name: those that own a touchpoint of the campaign, or owned one when an alert was raised or an adjustment proposed.</param>
/// <param name="Alerts">Times an alert of the campaign showed, each counted once.</param>
/// <param name="Retrospective">How many of them were found in the past, by an import.</param>
/// <param name="UnownedAlerts">How many of them are of no team.</param>
/// <param name="UnownedOpen">How many of these nobody has answered yet.</param>
/// <param name="Adjustments">Adjustments of the campaign, each counted once.</param>
/// <param name="UnownedAdjustments">How many of them are of no team.</param>
public sealed record TeamRecords(
    Instant Until,
    IReadOnlyList<TeamRecord> Teams,
    int Alerts,
    int Retrospective,
    int UnownedAlerts,
    int UnownedOpen,
    int Adjustments,
    int UnownedAdjustments
);
