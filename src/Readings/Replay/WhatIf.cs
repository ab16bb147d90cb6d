using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>
/// What policies would have told; null ends mean the first and last day there is. The ends choose what is told: detectors know every day.
/// </summary>
/// <param name="Campaigns">The campaigns to try them on; empty: all of the workspace.</param>
/// <param name="Cursors">
/// What had occurred, been received and been recorded, by which policies in use and accepted levels are chosen, too. Null means all there is.
/// </param>
/// <param name="Most">How many policies times campaigns that they watch may be read, those in use included; null: any number.</param>
public sealed record WhatIfQuestion(
    IReadOnlyList<Policy> Policies,
    IReadOnlyList<string> Campaigns,
    LocalDate? From = null,
    LocalDate? To = null,
    Cursors? Cursors = null,
    int? Most = null
);

/// <summary>An alert that a policy would have raised.</summary>
public sealed record WhatIfAlert(string Campaign, Scope Scope, Alarm Alarm)
{
    /// <summary>The alert with which a policy in use told the same fall first; null where none did.</summary>
    public (string Policy, LocalDate On)? InUse { get; init; }

    /// <summary>How many days before the policy in use this one tells the fall, negative: after it; null where no policy in use told the fall.</summary>
    public int? DaysSooner => InUse is { } told ? Period.DaysBetween(Alarm.On, told.On) : null;
}

/// <summary>What one policy would have told.</summary>
/// <param name="IsInUse">Whether the policy is in force, rather than tried.</param>
/// <param name="Campaigns">The campaigns that it watches.</param>
/// <param name="Years">Years of campaigns on which it had a null in force, inside the ends.</param>
/// <param name="ExpectedFalse">
/// How many of the divergences are false, at the most and on average, by the policy's own false-alarm rate: the days with answers on which a null was in force,
/// over the rate in such days.
/// </param>
/// <param name="Missed">What policies in use told and this one did not.</param>
public sealed record WhatIfPolicy(
    Policy Policy,
    bool IsInUse,
    IReadOnlyList<string> Campaigns,
    double Years,
    double ExpectedFalse,
    IReadOnlyList<WhatIfAlert> Alerts,
    IReadOnlyList<WhatIfAlert> Missed
)
{
    public int Divergences => Alerts.Count(alert => alert.Alarm is Alarm.Divergence);

    public int Silences => Alerts.Count - Divergences;

    /// <summary>Alerts in a year of one campaign; null where it never had a null in force.</summary>
    public double? AYear => Years > 0 ? Alerts.Count / Years : null;
}

/// <summary>What policies would have told, the ones in use first, each read on the same days.</summary>
/// <param name="From">First day of all that was read, inside the ends; null where there are no days.</param>
/// <param name="Cursors">The cursors that were asked for.</param>
/// <param name="Seal">What was recorded later is not in it.</param>
public sealed record WhatIf(LocalDate? From, LocalDate? To, int Campaigns, IReadOnlyList<WhatIfPolicy> Policies, Cursors Cursors, SealNumber Seal);
