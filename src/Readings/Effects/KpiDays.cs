using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Effects;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>
/// A KPI's days as a series with a row for every day of the calendar: a share with its answers for scores and rates, an amount a day otherwise. A day
/// without answers is missing; a day on which the campaign had any signals, but none of the kind, is an amount of 0.
/// </summary>
/// <param name="Low">What a share of 0 is in the KPI's unit.</param>
/// <param name="High">What a share of 1 is; for amounts one unit.</param>
/// <param name="Answers">Answers, trials or events of each day.</param>
internal sealed record KpiDays(ObservedSeries Series, string Unit, double Low, double High, IReadOnlyList<double> Answers)
{
    /// <summary>Whether a sum over days has a meaning.</summary>
    public bool Sums { get; private init; }

    /// <summary>Whether a KPI is in a currency, or of amounts in one.</summary>
    public static bool NeedsCurrency(Kpi kpi) => kpi.Unit == KpiUnit.Money || kpi.Name == Kpi.ReturnOnAdSpend.Name;

    /// <summary>Null where there is nothing of the KPI in these days.</summary>
    /// <param name="currency">The currency of money; not needed for other KPIs.</param>
    public static KpiDays? Of(Kpi kpi, string name, IReadOnlyList<DayMeasure> measures, LocalDate from, LocalDate to, string? currency)
    {
        LocalDate[] calendar = [.. Enumerable.Range(0, Period.DaysBetween(from, to) + 1).Select(from.PlusDays)];
        var days = kpi switch
        {
            { Name: "cost_per_acquisition" or "return_on_ad_spend" or "contact_rate" or "churn_rate" } => Ratios(
                name,
                measures,
                calendar,
                RatioDays.Of(kpi, currency)
            ),
            { Unit: KpiUnit.Money } => Amounts(name, measures, calendar, currency!, MoneyOf(kpi, currency!)),
            _ => DaySeries.Of(kpi, measures) switch
            {
                ShareSeries shares => Shares(kpi, name, measures, calendar, shares),
                AmountSeries amounts => Amounts(name, measures, calendar, amounts.Unit, m => m.Kind == amounts.Kind ? (m.Count, m.Count) : default),
                _ => throw new System.Diagnostics.UnreachableException(),
            },
        };
        return days.Answers.Any(n => n > 0) ? days : null;
    }

    public double Scale(double value) => Low + (value * (High - Low));

    public Effect Level(EffectInterval level) => new(Scale(level.Value), Scale(level.Low), Scale(level.High), null);

    public Effect Difference(EffectInterval effect) =>
        new(effect.Value * (High - Low), effect.Low * (High - Low), effect.High * (High - Low), effect.Probability);

    private static KpiDays Shares(Kpi kpi, string name, IReadOnlyList<DayMeasure> measures, LocalDate[] calendar, ShareSeries shares)
    {
        var days = shares.Days(measures);
        CountPoint[] points = [.. calendar.Select(day => days.TryGetValue(day, out var point) ? point : default)];
        return new(ObservedSeries.OfCounts(name, points), shares.Unit, shares.Low, shares.High, [.. points.Select(p => p.Trials)])
        {
            Sums = kpi.Side == Side.Logic,
        };
    }

    private static KpiDays Ratios(string name, IReadOnlyList<DayMeasure> measures, LocalDate[] calendar, RatioDays ratio)
    {
        var days = measures.ToLookup(measure => measure.Day, measure => measure.Measure);
        // Where nothing of the kind was ever sent, the ratio is unknown and not 0.
        var known = measures.Any(measure => ratio.Sum(measure.Measure) != 0);
        var rows = calendar.Select(day => (Sum: days[day].Sum(ratio.Sum), Divisor: known ? Math.Max(0, days[day].Sum(ratio.Divisor)) : 0)).ToArray();
        double[] events = [.. calendar.Select((day, row) => rows[row].Divisor > 0 ? Math.Max(0, days[day].Sum(ratio.Events)) : 0)];
        return new(ObservedSeries.OfRatios(name, rows), ratio.Unit, 0, 1, events);
    }

    private static KpiDays Amounts(
        string name,
        IReadOnlyList<DayMeasure> measures,
        LocalDate[] calendar,
        string unit,
        Func<Measure, (double Value, double Events)> amount
    )
    {
        var days = measures.GroupBy(measure => measure.Day).ToDictionary(day => day.Key, day => day.Select(measure => amount(measure.Measure)).ToArray());
        double?[] values = [.. calendar.Select(day => days.TryGetValue(day, out var parts) ? parts.Sum(part => part.Value) : (double?)null)];
        double[] events = [.. calendar.Select(day => days.TryGetValue(day, out var parts) ? parts.Sum(part => part.Events) : 0)];
        return new(ObservedSeries.OfValues(name, values), unit, 0, 1, events) { Sums = true };
    }

    private static Func<Measure, (double Value, double Events)> MoneyOf(Kpi kpi, string currency)
    {
        var unit = Currency.Find(currency)?.MinorUnits ?? 1;
        return m =>
            m.Currency == currency
                ? Sign(kpi, m.Kind) switch
                {
                    0 => default,
                    var sign => (sign * (double)m.Amount / unit, m.Count),
                }
                : default;
    }

    private static int Sign(Kpi kpi, SignalKind kind) =>
        (kpi.Name, kind) switch
        {
            ("revenue" or "net_revenue", SignalKind.Conversion) => 1,
            ("net_revenue", SignalKind.Refund) => -1,
            ("spend", SignalKind.Spend) => 1,
            _ => 0,
        };
}
