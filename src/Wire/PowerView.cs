using System.Diagnostics;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>How soon a fall of so many points of 100 is told: shares of simulated falls, 0 to 1.</summary>
public sealed record FallView(double Points, double Within30, double Within90, double Within365);

/// <summary>What one watch of a policy would notice, or why (<paramref name="Why"/>) the watch cannot notice anything.</summary>
public sealed record WatchView(
    string Campaign,
    ScopeView Scope,
    bool Never,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Why = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? AnswersAYear = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Needed = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? Told = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Null = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Level = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? From = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? To = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? AnswersADay = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? Dispersion = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] double? DesignEffect = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<FallView>? Falls = null
)
{
    internal static WatchView Of(CampaignPower one)
    {
        var watch = new WatchView(one.Campaign, ScopeView.Of(one.Scope), one.Power.IsNever);
        return one.Power switch
        {
            WatchPower.Known known => watch with
            {
                Null = known.Null.Value * 100,
                Level = known.Null.Level * 100,
                From = known.Null.From,
                To = known.Null.To,
                AnswersADay = known.AnswersADay,
                Dispersion = known.Null.Effect.Single,
                DesignEffect = known.Null.Effect.OfMean,
                Falls = [.. known.Falls.Select(fall => new FallView(fall.Points, fall.Within30, fall.Within90, fall.Within365))],
            },
            WatchPower.NotAsked => watch with { Why = "not_asked" },
            WatchPower.TooFewAnswers few => watch with { Why = "too_few_answers", AnswersAYear = few.AYear, Needed = few.Needed },
            WatchPower.NoLogic => watch with { Why = "no_logic_signals" },
            WatchPower.NotYet wait => watch with { Why = "baseline_not_over", From = wait.From },
            WatchPower.JustTold told => watch with { Why = "just_told", Told = told.On, From = told.From },
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>What a policy would notice as things stand. Shares are 0 to 1, levels 0 to 100.</summary>
public sealed record PowerView(
    string Policy,
    bool Never,
    IReadOnlyList<WatchView> Watches,
    IReadOnlyList<string> NotAsked,
    IReadOnlyList<string> TooFewAnswers,
    int NotSimulated
)
{
    public static PowerView Of(PolicyPower power) =>
        new(power.Policy.Name, power.IsNever, [.. power.Simulated.Select(WatchView.Of)], power.NotAsked, power.TooFew, power.Others);
}

/// <summary>What was known on the evening of a day. The evidence is a share of what an alarm takes: 1 alarms if the logic KPI is in its state.</summary>
public sealed record ReplayDayView(LocalDate Date, long N, double? Trust, double? Evidence, double? Logic);

/// <summary>An alarm that a policy would have raised, and how many days after the nearest fall found with hindsight.</summary>
public sealed record ReplayAlarmView(string Kind, ScopeView Scope, LocalDate On, LocalDate Onset, double? Evidence, int? DaysAfterBreak)
{
    internal static ReplayAlarmView Of(ReplayAlarm told) =>
        new(told.Alarm.Kind, ScopeView.Of(told.Scope), told.Alarm.On, told.Alarm.Onset, (told.Alarm as Alarm.Divergence)?.Evidence, told.DaysAfterBreak);
}

/// <summary>What one policy would have told.</summary>
public sealed record ReplayPolicyView(string Policy, IReadOnlyList<ReplayAlarmView> Alerts, IReadOnlyList<PowerView> Power);

/// <summary>A campaign's history as it would have been known day by day, and what policies would have told.</summary>
public sealed record ReplayView(
    string Campaign,
    CursorsView Cursors,
    IReadOnlyList<ReplayDayView> Days,
    IReadOnlyList<ReplayPolicyView> Policies,
    IReadOnlyList<BreakView> Breaks,
    AheadView? Ahead
)
{
    public static ReplayView Of(CampaignReplay replay) =>
        new(
            replay.Campaign,
            CursorsView.Of(replay.Cursors, replay.Seal),
            [.. replay.Days.Select(day => new ReplayDayView(day.Date, day.N, day.Trust, day.Evidence, day.Logic))],
            [
                .. replay.Policies.Select(policy => new ReplayPolicyView(
                    policy.Policy.Name,
                    [.. policy.Alarms.Select(ReplayAlarmView.Of)],
                    [PowerView.Of(policy.Power)]
                )),
            ],
            [.. replay.Breaks.Select(BreakView.Of)],
            AheadView.Of(replay.Ahead?.What)
        );
}

/// <summary>An alarm that a policy would raise on what was imported so far.</summary>
public sealed record PolicyAlarmView(string Campaign, string Kind, LocalDate On, LocalDate Onset);

/// <summary>What a policy would have raised, and what it would notice.</summary>
public sealed record PolicyTestView(IReadOnlyList<PolicyAlarmView> Alarms, IReadOnlyList<PowerView> Power);

/// <summary>A policy that was just set, and what it would notice.</summary>
public sealed record PolicySetView(string Stream, long Version, int Seal, IReadOnlyList<PowerView> Power);
