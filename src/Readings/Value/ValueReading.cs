using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>A question for what customers are worth by what they bought.</summary>
/// <param name="Campaign">The campaign whose orders count; null for all of the workspace.</param>
/// <param name="Until">The last day that the models know; the last day there is where it is not named. Days after it are held out.</param>
/// <param name="HorizonDays">Days ahead that are told.</param>
public sealed record ValueQuestion(string? Campaign = null, LocalDate? Until = null, int HorizonDays = 90, Cursors? Cursors = null);

/// <summary>What a model expects of all customers together in the days of the horizon.</summary>
/// <param name="Purchases">Days of purchase.</param>
/// <param name="Money">Major units; null where the model of spend is missing.</param>
/// <param name="Alive">The share of customers who have not stopped buying, 0 to 1.</param>
/// <param name="PurchasesRange">A 95 % prediction interval by what came of the model's earlier totals (<see cref="EarlierTotals"/>); null for a model that
/// was not tried on them, and under three.</param>
/// <param name="MoneyRange">The same of the money.</param>
public sealed record ExpectedValue(string Model, double Purchases, double? Money, double Alive, Estimate? PurchasesRange, Estimate? MoneyRange);

/// <summary>Customers alike in how long ago and how often they bought, by fifths: the upper two, the middle one, the lower two.</summary>
/// <param name="Recency">recent, a while ago or long ago.</param>
/// <param name="Frequency">often, sometimes or seldom.</param>
/// <param name="Paid">Money of all, major units.</param>
/// <param name="Expected">Days of purchase expected in the days of the horizon; null without a model of purchases.</param>
public sealed record RfmSegment(string Recency, string Frequency, int Customers, double Paid, double? Expected);

/// <summary>What is left of orders after the cost of their goods.</summary>
/// <param name="Orders">Share of the orders' money whose cost was sent, 0 to 1.</param>
/// <param name="Share">Money less cost over money, of those.</param>
public sealed record Margin(double Orders, double Share);

/// <summary>Customers by what they bought: models, how well they would have told the time just before, and who stays.</summary>
/// <param name="Until">The last day that the models know.</param>
/// <param name="Last">The last day there is.</param>
/// <param name="Currency">What money is read in; null where nobody paid any.</param>
/// <param name="WithoutRate">Orders in a currency that no rate is known for, which count without money.</param>
/// <param name="Withheld">Customers who did other things and bought nothing by then.</param>
/// <param name="Tenure">Median days since the first order.</param>
/// <param name="Expected">By each model of purchases; the one whose total was the closest in the back-test stands first.</param>
/// <param name="Cohorts">By the month of the first order.</param>
/// <param name="ByFeeling">By how customers felt at the start: the first answer within 30 days of the first order.</param>
public sealed record ValueReading(
    ValueQuestion Question,
    SealNumber Seal,
    LocalDate Until,
    LocalDate Last,
    string? Currency,
    long WithoutRate,
    int Withheld,
    CustomerValueStudy Study,
    double Tenure,
    Estimate Repeated,
    IReadOnlyList<ExpectedValue> Expected,
    IReadOnlyList<RfmSegment> Segments,
    LeavingStudy Leaving,
    Margin? Margin,
    IReadOnlyList<Cohort> Cohorts,
    IReadOnlyList<Cohort> ByFeeling
)
{
    /// <summary>What the first of the models would have expected at earlier days, and what came; null without a model of purchases.</summary>
    public EarlierTotals? Earlier { get; init; }
}
