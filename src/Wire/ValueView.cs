using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.CustomerValue;
using CustomerPerformanceTracker.Statistics.Intervals;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A share, 0 to 1, with its interval and n.</summary>
public sealed record ShareView(double Value, double Low, double High, long N)
{
    internal static ShareView Of(Estimate share) => new(share.Value, share.Low, share.High, share.N);
}

/// <summary>What a model expects of all customers together in the days of the horizon.</summary>
/// <param name="Purchases">Days of purchase.</param>
/// <param name="Money">Major units of the currency.</param>
/// <param name="Alive">Share of customers who have not stopped buying.</param>
/// <param name="PurchasesBand">A 95 % prediction interval by what came of the model's earlier totals; null for a model that was not tried on them, and under
/// three.</param>
/// <param name="MoneyBand">The same of the money.</param>
public sealed record ExpectedView(string Model, double Purchases, double? Money, double Alive, BandView? PurchasesBand, BandView? MoneyBand);

/// <summary>What a model would have expected from the end of a day on, and what came.</summary>
public sealed record EarlierTotalView(LocalDate Until, double ExpectedPurchases, double Purchases, double? ExpectedMoney, double Money);

/// <summary>A model's totals of earlier days, each as far ahead as the horizon.</summary>
public sealed record EarlierTotalsView(string Model, int HorizonDays, IReadOnlyList<EarlierTotalView> Windows)
{
    internal static EarlierTotalsView? Of(EarlierTotals? earlier) =>
        earlier is null
            ? null
            : new(
                earlier.Model,
                earlier.Horizon,
                [
                    .. earlier.Windows.Select(one => new EarlierTotalView(
                        LocalDate.FromDateOnly(DateOnly.FromDayNumber(one.Day)),
                        one.ExpectedPurchases,
                        one.Purchases,
                        one.ExpectedMoney,
                        one.Money
                    )),
                ]
            );
}

/// <summary>A tenth of the customers by the probability that was said, and the share that came true.</summary>
public sealed record TenthView(int Customers, double Said, double Came);

/// <summary>How probabilities that were said one horizon earlier came true; a slope of 1 is right.</summary>
/// <param name="LevelError">How much more came than was said, over all.</param>
/// <param name="Gap">The mean distance over the tenths.</param>
public sealed record ReliabilityView(int Customers, double Said, double Came, double? Slope, double LevelError, double Gap, IReadOnlyList<TenthView> Tenths);

/// <summary>Who buys nothing in the days of the horizon: how well that can be told.</summary>
public sealed record LeavingView(
    int HorizonDays,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    double? Mean,
    IReadOnlyList<FeatureView> Weights,
    ReliabilityView? BackTest
)
{
    internal static LeavingView Of(LeavingStudy study) =>
        new(
            study.Horizon,
            study.Refusal?.Reason,
            study.Probabilities.Count > 0 ? study.Probabilities.Average() : null,
            [.. (study.Model?.Weights ?? []).Select(one => new FeatureView(one.Feature, one.Weight))],
            study.BackTest is { } tested
                ? new(
                    tested.Customers,
                    tested.Said,
                    tested.Came,
                    tested.Slope,
                    tested.LevelError,
                    tested.Gap,
                    [.. tested.Tenths.Select(tenth => new TenthView(tenth.Customers, tenth.Said, tenth.Came))]
                )
                : null
        );
}

/// <summary>Customers alike in how long ago and how often they bought.</summary>
/// <param name="Expected">Days of purchase expected in the days of the horizon.</param>
public sealed record RfmSegmentView(string Recency, string Frequency, int Customers, double Paid, double? Expected);

/// <summary>What is left of orders after the cost of their goods, of those whose cost was sent.</summary>
public sealed record MarginView(double OrdersWithCost, double Share);

/// <summary>Customers of one start. A period is 30 days from each customer's own first order, the first one left out; churn is what is left to 1.</summary>
public sealed record CohortView(string Name, ShareView Repeated, IReadOnlyList<ShareView> Retained)
{
    internal static CohortView Of(Cohort cohort) => new(cohort.Name, ShareView.Of(cohort.Repeated), [.. cohort.Retained.Select(ShareView.Of)]);
}

/// <summary>What customers are worth by what they bought.</summary>
/// <param name="Withheld">Customers who bought nothing by then.</param>
public sealed record ValueView(
    string? Campaign,
    LocalDate Until,
    LocalDate Last,
    CursorsView Cursors,
    string? Currency,
    long OrdersWithoutRate,
    int Withheld,
    double TenureDays,
    ShareView Repeated,
    int HorizonDays,
    IReadOnlyList<ExpectedView> Expected,
    EarlierTotalsView? Earlier,
    IReadOnlyList<RfmSegmentView> Segments,
    LeavingView Leaving,
    MarginView? Margin,
    IReadOnlyList<CohortView> Cohorts,
    IReadOnlyList<CohortView> ByFeelingAtStart,
    CustomerValueView Study
)
{
    public static ValueView Of(ValueReading reading) =>
        new(
            reading.Question.Campaign,
            reading.Until,
            reading.Last,
            CursorsView.Of(reading.Question.Cursors, reading.Seal),
            reading.Currency,
            reading.WithoutRate,
            reading.Withheld,
            reading.Tenure,
            ShareView.Of(reading.Repeated),
            reading.Question.HorizonDays,
            [
                .. reading.Expected.Select(one => new ExpectedView(
                    one.Model,
                    one.Purchases,
                    one.Money,
                    one.Alive,
                    one.PurchasesRange is { } purchases ? new(purchases.Low, purchases.High) : null,
                    one.MoneyRange is { } money ? new(money.Low, money.High) : null
                )),
            ],
            EarlierTotalsView.Of(reading.Earlier),
            [.. reading.Segments.Select(one => new RfmSegmentView(one.Recency, one.Frequency, one.Customers, one.Paid, one.Expected))],
            LeavingView.Of(reading.Leaving),
            reading.Margin is { } margin ? new(margin.Orders, margin.Share) : null,
            [.. reading.Cohorts.Select(CohortView.Of)],
            [.. reading.ByFeeling.Select(CohortView.Of)],
            CustomerValueView.Of(reading.Study)
        );
}

/// <summary>Models that were taken down, and the seal of the entry.</summary>
public sealed record FitView(int Seal, ValueView Value);
