using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What the logic KPI must do for falling trust to be a divergence.</summary>
public enum LogicState
{
    /// <summary>Its recent level, less its counting error, stays within the tolerance of the baseline's.</summary>
    HoldingOrRising = 1,

    /// <summary>It rises, tested with the same false-alarm rate as the fall.</summary>
    Rising = 2,
}

/// <summary>What the false-alarm rate rests on.</summary>
public enum PromiseForm
{
    /// <summary>Days that scatter as in the baseline about a level at or above the null: a day's answers are divided by a design effect.</summary>
    Deflated = 1,

    /// <summary>Nothing but that each day's mean, given the past, keeps to the null: a day's mean is one observation, however many answered. Slower.</summary>
    Strict = 2,
}

/// <param name="Tolerance">A share of the baseline's level, 0 up to but not including 1.</param>
public sealed record LogicRule(Kpi Kpi, LogicState State, double Tolerance);

/// <param name="Drop">Points of 100 by which the emotional KPI must lie below the baseline's level before it counts.</param>
public sealed record EmotionRule(Kpi Kpi, double Drop);

/// <param name="Days">The days that declare a short null, counted back from it; also the least that the first nulls are declared from.</param>
/// <param name="Quantile">
/// Which high quantile of the baseline the logic KPI has to exceed where its rise is tested, counted from the top, 0 to 0.5. The emotional KPI's null makes no
/// use of it: what days scatter by is in the design effect. Policies that were written when it did are read as they are.
/// </param>
public sealed record BaselineRule(int Days, double Quantile)
{
    /// <summary>How far back the long null remembers, in days: a year, or the baseline where that is longer.</summary>
    public int Memory => Math.Max(365, Days);
}

/// <param name="Campaigns">Names, or <c>*</c> for all.</param>
/// <param name="By">Dimensions of which each value is watched on its own; none for the campaign as a whole.</param>
public sealed record PolicyScope(IReadOnlyList<string> Campaigns, IReadOnlyList<string> By);

/// <summary>
/// What an organisation calls "high conversion, falling trust", and how seldom it accepts to be told so falsely.
/// </summary>
/// <remarks>
/// In YAML all but <c>name</c>, <c>logic.kpi</c> and <c>emotion.kpi</c> may be left out; these are the values then taken
/// (without <c>silence</c>, silence is not watched):
/// <code>
/// name: high-conversion-falling-trust
/// logic:   { kpi: conversion_rate, state: holding_or_rising, tolerance: 5% }
/// emotion: { kpi: trust, state: falling, drop: 1 }
/// baseline: { days: 56, quantile: 0.05 }
/// falseAlarm: { every: 365d, form: deflated }
/// minimumAnswers: 30
/// silence: 14d
/// scope: { campaigns: ["*"], by: [] }
/// </code>
/// </remarks>
public sealed record Policy
{
    public required string Name { get; init; }
    public required LogicRule Logic { get; init; }
    public required EmotionRule Emotion { get; init; }
    public BaselineRule Baseline { get; init; } = new(56, 0.05);

    /// <summary>The average run length: days between false alarms of one watch, at the least and on average, while the declared nulls hold.</summary>
    public int FalseAlarmDays { get; init; } = 365;

    /// <summary>What that rate rests on.</summary>
    public PromiseForm Form { get; init; } = PromiseForm.Deflated;

    /// <summary>Fewer answers than this never make an alarm, nor a level of their own in a baseline.</summary>
    public int MinimumAnswers { get; init; } = 30;

    /// <summary>Days without answers after which a usually dense stream has gone silent; null where silence is not watched.</summary>
    public int? SilenceDays { get; init; }

    public PolicyScope Scope { get; init; } = new(["*"], []);

    /// <summary>Whether its logic KPI is an amount of money, which is exchanged.</summary>
    public bool IsOnMoney => Logic.Kpi.Unit == KpiUnit.Money;

    /// <summary>Whether a campaign of this name is watched.</summary>
    public bool Watches(string campaign) => Scope.Campaigns.Any(name => name == "*" || name == campaign);

    /// <exception cref="StrictYamlException">The text breaks a rule; the message names key, line, rule and remedy.</exception>
    public static Policy Parse(string yaml) => PolicyYaml.Read(yaml);
}
