using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>Which half of performance a KPI speaks for: what customers did, or how they felt.</summary>
public enum Side
{
    Logic,
    Emotion,
}

/// <summary>Which of the three sides of a scorecard a KPI speaks for.</summary>
public enum CardSide
{
    /// <summary>Whether customers buy: rates and money.</summary>
    Demand,

    /// <summary>How customers feel.</summary>
    Feeling,

    /// <summary>What customers take back: refunds, contacts with support, cancellations.</summary>
    Regret,
}

/// <summary>What a KPI is counted in, and so which values it can take.</summary>
public enum KpiUnit
{
    /// <summary>From 0 on; shares end at 1.</summary>
    Ratio,

    /// <summary>Events.</summary>
    Count,

    /// <summary>Major units of a currency.</summary>
    Money,

    /// <summary>0 to 100: the mean answer on its own scale.</summary>
    Score,

    /// <summary>-100 to 100: a net promoter score.</summary>
    NetScore,
}

/// <summary>The way that is better.</summary>
public enum Better
{
    Higher,
    Lower,
}

/// <summary>
/// A figure a workspace can be led by. Logic KPIs are a closed set; any other name is an emotional KPI, the mean answer of the survey
/// question that bears the name.
/// </summary>
/// <remarks>
/// Rates: ctr = clicks / impressions; conversion_rate = conversions / visits; refund_rate, contact_rate and churn_rate = refunds, support contacts and
/// cancellations / conversions, which may be more than one each.
/// Money: revenue = amounts of conversions, gross of refunds; net_revenue = revenue - amounts of refunds; spend = booked cost;
/// cost_per_acquisition = spend / conversions; return_on_ad_spend = revenue / spend.
/// Emotion: loyalty = share of answers 9-10 minus share of 0-6 on 0..10 (Reichheld 2003, Harvard Business Review 81(12), 46-54);
/// sentiment = the mean of sentiment signals, 50 being neutral; effort is better when lower (Dixon, Freeman and Toman 2010, Harvard
/// Business Review 88(7/8), 116-122).
/// </remarks>
public sealed partial record Kpi
{
    private Kpi(string name, Side side, KpiUnit unit, Better better) => (Name, Side, Unit, Better) = (name, side, unit, better);

    public static readonly Kpi Ctr = Logic("ctr", KpiUnit.Ratio);
    public static readonly Kpi ConversionRate = Logic("conversion_rate", KpiUnit.Ratio);
    public static readonly Kpi RefundRate = Logic("refund_rate", KpiUnit.Ratio, Better.Lower);
    public static readonly Kpi ContactRate = Logic("contact_rate", KpiUnit.Ratio, Better.Lower);
    public static readonly Kpi ChurnRate = Logic("churn_rate", KpiUnit.Ratio, Better.Lower);
    public static readonly Kpi Revenue = Logic("revenue", KpiUnit.Money);
    public static readonly Kpi NetRevenue = Logic("net_revenue", KpiUnit.Money);
    public static readonly Kpi Spend = Logic("spend", KpiUnit.Money, Better.Lower);
    public static readonly Kpi CostPerAcquisition = Logic("cost_per_acquisition", KpiUnit.Money, Better.Lower);
    public static readonly Kpi ReturnOnAdSpend = Logic("return_on_ad_spend", KpiUnit.Ratio);
    public static readonly Kpi Impressions = Logic("impressions", KpiUnit.Count);
    public static readonly Kpi Clicks = Logic("clicks", KpiUnit.Count);
    public static readonly Kpi Visits = Logic("visits", KpiUnit.Count);
    public static readonly Kpi Conversions = Logic("conversions", KpiUnit.Count);
    public static readonly Kpi Refunds = Logic("refunds", KpiUnit.Count, Better.Lower);
    public static readonly Kpi Contacts = Logic("contacts", KpiUnit.Count, Better.Lower);
    public static readonly Kpi Churns = Logic("churns", KpiUnit.Count, Better.Lower);

    public static readonly Kpi Trust = Emotion("trust");
    public static readonly Kpi Clarity = Emotion("clarity");
    public static readonly Kpi FeltConfidence = Emotion("confidence");
    public static readonly Kpi Satisfaction = Emotion("satisfaction");
    public static readonly Kpi PerceivedValue = Emotion("perceived_value");
    public static readonly Kpi Sentiment = Emotion("sentiment");
    public static readonly Kpi Loyalty = new("loyalty", Side.Emotion, KpiUnit.NetScore, Better.Higher);
    public static readonly Kpi Effort = new("effort", Side.Emotion, KpiUnit.Score, Better.Lower);

    private static readonly FrozenDictionary<string, Kpi> Known = new[]
    {
        Ctr,
        ConversionRate,
        RefundRate,
        ContactRate,
        ChurnRate,
        Revenue,
        NetRevenue,
        Spend,
        CostPerAcquisition,
        ReturnOnAdSpend,
        Impressions,
        Clicks,
        Visits,
        Conversions,
        Refunds,
        Contacts,
        Churns,
        Trust,
        Clarity,
        FeltConfidence,
        Satisfaction,
        PerceivedValue,
        Sentiment,
        Loyalty,
        Effort,
    }.ToFrozenDictionary(kpi => kpi.Name, StringComparer.Ordinal);

    /// <summary>The stored name, in snake case.</summary>
    public string Name { get; }

    public Side Side { get; }
    public KpiUnit Unit { get; }

    /// <summary>Which way is better, unless a stack says otherwise.</summary>
    public Better Better { get; init; }

    /// <summary>Whether it is a share of trials, so that its n counts what may or may not happen rather than what did.</summary>
    public bool IsOverTrials => Name is "ctr" or "conversion_rate" || IsPerOrder;

    /// <summary>Whether it is taken over orders.</summary>
    internal bool IsPerOrder => Name is "refund_rate" or "contact_rate" or "churn_rate";

    /// <summary>The side of a scorecard it speaks for; null for spend, which the organisation decides itself.</summary>
    public CardSide? CardSide =>
        this switch
        {
            { Side: Side.Emotion } => Kpis.CardSide.Feeling,
            { Name: "spend" } => null,
            { IsPerOrder: true } or { Name: "refunds" or "contacts" or "churns" } => Kpis.CardSide.Regret,
            _ => Kpis.CardSide.Demand,
        };

    /// <summary>The KPI of that name; a name that is not known is an emotional one, with higher answers better.</summary>
    public static Kpi Named(string name) => Known.TryGetValue(name, out var kpi) ? kpi : Emotion(name);

    /// <summary>Whether the name can be a KPI's: a lower-case letter, then at most 62 lower-case letters, digits and underscores.</summary>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    private static Kpi Logic(string name, KpiUnit unit, Better better = Better.Higher) => new(name, Side.Logic, unit, better);

    private static Kpi Emotion(string name) => new(name, Side.Emotion, KpiUnit.Score, Better.Higher);

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,62}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NamePattern();
}
