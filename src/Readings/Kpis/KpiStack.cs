using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>
/// The KPIs a workspace uses, in the order it shows them, with what it wants of each.
/// </summary>
/// <remarks>
/// In YAML only <c>kpi</c> is required of an entry; everything left out is as in <see cref="Default"/>, and a name that is not known is
/// an emotional KPI with target 80, floor 40 and weight 1:
/// <code>
/// currency: EUR                        # money is read in this currency alone; without it each currency is a row of its own
/// sides: { logic: 1, emotion: 1 }      # weights of the two halves in the hybrid index
/// kpis:
///   - { kpi: conversion_rate, target: previous, weight: 3 }
///   - { kpi: trust, target: 80, floor: 40, weight: 3, minimum: 30, drop: 3 }
///   - { kpi: ease, better: higher }
/// </code>
/// </remarks>
public sealed record KpiStack
{
    private const double ScoreTarget = 80;
    private const double ScoreFloor = 40;

    public required IReadOnlyList<KpiGoal> Goals { get; init; }

    /// <summary>ISO 4217 code of the one currency to read money in, or null for a row for each.</summary>
    public string? Currency { get; init; }

    public double LogicWeight { get; init; } = 1;
    public double EmotionWeight { get; init; } = 1;

    /// <summary>
    /// What a fresh workspace reads with. Logic has no natural level, so it is measured against its yardstick: the rates and
    /// the money count, plain numbers of visits and conversions count a little, the rest is shown. Emotions are measured on their scale:
    /// trust counts three times; 80 of 100 is asked for and 40 not accepted, around the neutral middle for sentiment (70 and 30) and
    /// loyalty (50 and -50), mirrored for effort (20 and 60). Five observations are the least a number is shown for.
    /// </summary>
    public static KpiStack Default { get; } =
        new()
        {
            Goals =
            [
                GoalOf(Kpi.ConversionRate),
                GoalOf(Kpi.Ctr),
                GoalOf(Kpi.Revenue),
                GoalOf(Kpi.NetRevenue),
                GoalOf(Kpi.CostPerAcquisition),
                GoalOf(Kpi.ReturnOnAdSpend),
                GoalOf(Kpi.RefundRate),
                GoalOf(Kpi.ContactRate),
                GoalOf(Kpi.ChurnRate),
                GoalOf(Kpi.Impressions),
                GoalOf(Kpi.Clicks),
                GoalOf(Kpi.Visits),
                GoalOf(Kpi.Conversions),
                GoalOf(Kpi.Refunds),
                GoalOf(Kpi.Contacts),
                GoalOf(Kpi.Churns),
                GoalOf(Kpi.Spend),
                GoalOf(Kpi.Trust),
                GoalOf(Kpi.Clarity),
                GoalOf(Kpi.FeltConfidence),
                GoalOf(Kpi.Satisfaction),
                GoalOf(Kpi.PerceivedValue),
                GoalOf(Kpi.Sentiment),
                GoalOf(Kpi.Loyalty),
                GoalOf(Kpi.Effort),
            ],
        };

    /// <exception cref="StrictYamlException">The text breaks a rule; the message names key, line, rule and remedy.</exception>
    public static KpiStack Parse(string yaml) => KpiStackYaml.Read(yaml);

    /// <summary>The stack as a file, which <see cref="Parse"/> reads as the same stack.</summary>
    public string ToYaml() => KpiStackYaml.Write(this);

    /// <summary>How a KPI is read where the stack says nothing more of it than its name.</summary>
    internal static KpiGoal GoalOf(Kpi kpi) =>
        kpi.Side == Side.Emotion
            ? new(kpi, Level(kpi))
            {
                Weight = kpi.Name == Kpi.Trust.Name ? 3 : 1,
                Drop = kpi.Unit == KpiUnit.NetScore ? KpiGoal.UsualNetDrop : KpiGoal.UsualDrop,
            }
            : new(kpi, Target.TheYardstick) { Weight = Weight(kpi), MinimumN = kpi.Unit == KpiUnit.Count ? 0 : 5 };

    private static Target Level(Kpi kpi) =>
        kpi switch
        {
            { Unit: KpiUnit.NetScore } => new Target.Level(50, -50),
            { Name: "sentiment" } => new Target.Level(70, 30),
            { Better: Better.Lower } => new Target.Level(100 - ScoreTarget, 100 - ScoreFloor),
            _ => new Target.Level(ScoreTarget, ScoreFloor),
        };

    // Net revenue repeats revenue and spend is already in the cost figures, so counting them would count twice.
    private static double Weight(Kpi kpi) =>
        kpi.Name switch
        {
            "conversion_rate" => 3,
            "revenue" => 2,
            "ctr" or "cost_per_acquisition" or "return_on_ad_spend" or "refund_rate" or "contact_rate" or "churn_rate" => 1,
            "visits" or "conversions" => 0.5,
            _ => 0,
        };
}
