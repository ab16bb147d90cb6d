using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>The settings that tell one policy from another.</summary>
/// <param name="Every">Days between false alarms.</param>
/// <param name="Baseline">Days that declare a short null.</param>
public sealed record PolicySettingsView(string Kpi, string Logic, double Drop, int Every, string Form, int Baseline, int MinimumAnswers, double Tolerance)
{
    internal static PolicySettingsView Of(Policy policy) =>
        new(
            policy.Emotion.Kpi.Name,
            policy.Logic.Kpi.Name,
            policy.Emotion.Drop,
            policy.FalseAlarmDays,
            AlertPromise.Name(policy.Form),
            policy.Baseline.Days,
            policy.MinimumAnswers,
            policy.Logic.Tolerance
        );
}

/// <summary>An alert that a policy would have raised.</summary>
/// <param name="DaysSooner">Days by which it comes before the alert of the policy in use on the same fall, negative: after it; null without one.</param>
/// <param name="Than">The policy in use that told the fall first.</param>
public sealed record WhatIfAlertView(
    string Campaign,
    ScopeView Scope,
    string Kind,
    LocalDate On,
    LocalDate Onset,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? DaysSooner,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Than
)
{
    internal static WhatIfAlertView Of(WhatIfAlert alert) =>
        new(
            alert.Campaign,
            ScopeView.Of(alert.Scope),
            alert.Alarm.Kind,
            alert.Alarm.On,
            alert.Alarm.Onset,
            alert.DaysSooner,
            alert.InUse is { } told ? told.Policy : null
        );
}

/// <summary>What one policy would have told.</summary>
/// <param name="CampaignYears">Years of campaigns on which it had a null in force.</param>
/// <param name="AlertsACampaignYear">Null where it never had one.</param>
/// <param name="ExpectedFalseAlarms">How many of its divergences are false, at the most and on average, by its own false-alarm rate.</param>
/// <param name="Missed">What policies in use told and this one did not.</param>
public sealed record WhatIfPolicyView(
    string Policy,
    bool InUse,
    PolicySettingsView Settings,
    IReadOnlyList<string> Campaigns,
    double CampaignYears,
    double? AlertsACampaignYear,
    double ExpectedFalseAlarms,
    int Divergences,
    int Silences,
    IReadOnlyList<WhatIfAlertView> Alerts,
    IReadOnlyList<WhatIfAlertView> Missed
)
{
    internal static WhatIfPolicyView Of(WhatIfPolicy one) =>
        new(
            one.Policy.Name,
            one.IsInUse,
            PolicySettingsView.Of(one.Policy),
            one.Campaigns,
            one.Years,
            one.AYear,
            one.ExpectedFalse,
            one.Divergences,
            one.Silences,
            [.. one.Alerts.Select(WhatIfAlertView.Of)],
            [.. one.Missed.Select(WhatIfAlertView.Of)]
        );
}

/// <summary>What policies would have told about everything received so far, the policies in use first.</summary>
/// <param name="From">First day of what was read; null where there are no days.</param>
public sealed record WhatIfView(LocalDate? From, LocalDate? To, CursorsView Cursors, int Campaigns, IReadOnlyList<WhatIfPolicyView> Policies)
{
    public static WhatIfView Of(WhatIf tried) =>
        new(tried.From, tried.To, CursorsView.Of(tried.Cursors, tried.Seal), tried.Campaigns, [.. tried.Policies.Select(WhatIfPolicyView.Of)]);
}
