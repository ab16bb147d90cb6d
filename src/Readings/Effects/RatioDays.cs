using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>A KPI that is one sum of a day over another, each measure giving its part of both.</summary>
/// <param name="Unit">The code of a currency for what an order costs; ratio for events an order; factor for money earned over money spent.</param>
/// <param name="Events">What the reading counts as answers.</param>
internal sealed record RatioDays(string Unit, Func<Measure, double> Sum, Func<Measure, double> Divisor, Func<Measure, double> Events)
{
    public const string Factor = "factor";

    /// <param name="currency">The currency of money; not needed for the rates.</param>
    public static RatioDays Of(Kpi kpi, string? currency) =>
        kpi.Name switch
        {
            "contact_rate" => PerOrder("ratio", Count(SignalKind.Contact)),
            "churn_rate" => PerOrder("ratio", Count(SignalKind.Churn)),
            "cost_per_acquisition" => PerOrder(currency!, Money(SignalKind.Spend, currency!)),
            "return_on_ad_spend" => new(Factor, Money(SignalKind.Conversion, currency!), Money(SignalKind.Spend, currency!), Count(SignalKind.Conversion)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static RatioDays PerOrder(string unit, Func<Measure, double> sum) => new(unit, sum, Count(SignalKind.Conversion), Count(SignalKind.Conversion));

    private static Func<Measure, double> Count(SignalKind kind) => m => m.Kind == kind ? m.Count : 0;

    private static Func<Measure, double> Money(SignalKind kind, string currency)
    {
        var unit = Currency.Find(currency)?.MinorUnits ?? 1;
        return m => m.Kind == kind && m.Currency == currency ? (double)m.Amount / unit : 0;
    }
}
