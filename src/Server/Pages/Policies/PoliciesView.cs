using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Policies;

/// <summary>The policies in force, and one that is tried.</summary>
/// <param name="Campaigns">The campaigns that have signals.</param>
public sealed record PoliciesView(IReadOnlyList<(Policy Policy, Setting Setting)> InForce, IReadOnlyList<string> Campaigns)
{
    /// <summary>What a new policy begins from.</summary>
    private const string Example = """
        name: high-conversion-falling-trust
        logic:   { kpi: conversion_rate, state: holding_or_rising, tolerance: 5% }
        emotion: { kpi: trust, state: falling, drop: 1 }
        baseline: { days: 56 }
        falseAlarm: { every: 365d }
        minimumAnswers: 30
        silence: 14d
        scope: { campaigns: ["*"] }
        """;

    /// <summary>The YAML document that is edited.</summary>
    public string Document { get; init; } = Example;

    /// <summary>What the document would have told; null where it was not tried.</summary>
    public WhatIf? Tried { get; init; }

    /// <summary>Why it was neither tried nor set.</summary>
    public string? Refused { get; init; }

    /// <summary>The document of a policy in force; that of an example where no policy has the name.</summary>
    public string DocumentOf(string? name) => InForce.FirstOrDefault(one => one.Policy.Name == name).Setting?.Yaml ?? Example;

    /// <summary>The version that the tried policy replaces; 0 where none of its name was ever set.</summary>
    public StreamVersion Replaces => InForce.FirstOrDefault(one => one.Policy.Name == Candidate?.Policy.Name).Setting?.Version ?? new StreamVersion(0);

    /// <summary>What the tried policy would have told.</summary>
    public WhatIfPolicy? Candidate => Tried?.Policies.FirstOrDefault(one => !one.IsInUse);

    public string Headline
    {
        get
        {
            if (InForce.Count == 0)
                return "No policy is in force, so nobody is alerted to anything.";
            var unwatched = Campaigns.Where(name => !InForce.Any(one => one.Policy.Watches(name))).ToArray();
            var inForce = PageText.Sentence($"{PageText.Many(InForce.Count, "policy is", "policies are")} in force");
            return Campaigns.Count == 0 ? $"{inForce}; no campaign has signals yet."
                : unwatched.Length == 0 ? $"{inForce}, and every campaign is watched."
                : $"{inForce}. {PageText.Sentence(PageText.Many(unwatched.Length, "campaign is", "campaigns are"))} watched by none: {Named(unwatched)}.";
        }
    }

    /// <summary>What a policy alerts to, in words.</summary>
    public static string Rule(Policy policy)
    {
        var (logic, emotion) = (KpiText.Name(policy.Logic.Kpi), KpiText.Name(policy.Emotion.Kpi));
        var holds =
            policy.Logic.State == LogicState.Rising
                ? $"{logic} surely rises"
                : $"{logic} holds, or loses no more than {PageText.Number(100 * policy.Logic.Tolerance, "0.#")} % of its level";
        var silence = policy.SilenceDays is { } days ? $" Answers that stop for {days} days raise one, too." : "";
        var (drop, points) = (PageText.Number(policy.Emotion.Drop, "0.##"), policy.Emotion.Drop == 1 ? "point" : "points");
        return $"Raises an alert where {emotion} falls more than {drop} {points} of 100 below its level while {holds}.{silence}";
    }

    /// <summary>How seldom a policy is wrong.</summary>
    public static string Promise(Policy policy) =>
        $"at most one in {PageText.Number(policy.FalseAlarmDays)} days on average for each watch, while the level stands"
        + (policy.Form == PromiseForm.Strict ? "; a day counts as one observation, however many answer" : " and days scatter as in the baseline");

    /// <summary>Which campaigns a policy watches, and their parts.</summary>
    public static string Watched(Policy policy) =>
        (policy.Scope.Campaigns.Contains("*") ? "every campaign" : string.Join(", ", policy.Scope.Campaigns))
        + (policy.Scope.By.Count > 0 ? $", each {string.Join(" and ", policy.Scope.By)} on its own" : "");

    private static string Named(string[] names) =>
        names.Length <= MostNamed ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNamed))} and {names.Length - MostNamed} more";

    private const int MostNamed = 5;
}
