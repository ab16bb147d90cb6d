using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// A KPI's days as a ratio of sums, which every figure of a scorecard is: scores over answers, events over trials, events and money over days.
/// </summary>
/// <param name="Days">Days with a denominator, in order.</param>
/// <param name="Spread">How events or answers vary beside the days.</param>
/// <param name="HigherIsBetter">Which way of the ratio is better; that of the KPI, turned round where the ratio is its inverse.</param>
/// <param name="InUnit">The ratio in the KPI's unit, for a window of so many days.</param>
internal sealed record RatioSeries(IReadOnlyList<RatioDay> Days, Spread Spread, bool HigherIsBetter, Func<double, int, double> InUnit)
{
    /// <summary>Null where these days have nothing of the KPI.</summary>
    public static RatioSeries? Of(Kpi kpi, string? currency, Totals window, IReadOnlyList<(LocalDate Day, Totals Totals)> days)
    {
        var conversions = Figures.ConversionBase(window);
        var series = kpi switch
        {
            { Side: Side.Emotion } => Scores(kpi, window, days),
            { Unit: KpiUnit.Count } => Volume(kpi, days, totals => Events(totals, Figures.KindOf(kpi))),
            { Name: "ctr" } => Rate(kpi, days, SignalKind.Click, SignalKind.Impression),
            { Name: "conversion_rate" } => Rate(kpi, days, SignalKind.Conversion, conversions),
            { Name: "refund_rate" } => Rate(kpi, days, SignalKind.Refund, SignalKind.Conversion),
            { Name: "contact_rate" } => Rate(kpi, days, SignalKind.Contact, SignalKind.Conversion),
            { Name: "churn_rate" } => Rate(kpi, days, SignalKind.Churn, SignalKind.Conversion),
            _ when currency is null => null,
            { Name: "revenue" } => Volume(kpi, days, totals => Amount(totals, SignalKind.Conversion, currency)),
            { Name: "net_revenue" } => Volume(kpi, days, totals => Net(totals, currency)),
            { Name: "spend" } => Volume(kpi, days, totals => Amount(totals, SignalKind.Spend, currency) with { Squares = 0 }),
            { Name: "return_on_ad_spend" } => PerSpend(kpi, currency, days, totals => Amount(totals, SignalKind.Conversion, currency), (ratio, _) => ratio),
            { Name: "cost_per_acquisition" } => PerSpend(
                kpi,
                currency,
                days,
                totals => Events(totals, SignalKind.Conversion),
                (ratio, _) => ratio > 0 ? 1 / ratio : double.PositiveInfinity
            ),
            _ => null,
        };
        return series is { Days.Count: > 0 } ? series : null;
    }

    private static RatioSeries Scores(Kpi kpi, Totals window, IReadOnlyList<(LocalDate Day, Totals Totals)> days)
    {
        if (kpi.Unit == KpiUnit.NetScore)
            return Of(days.Select(day => Promoters(day.Day, day.Totals, kpi)), Spread.OfTrials, kpi, (ratio, _) => (200 * ratio) - 100);

        var instrument = window.Instrument(kpi.Name);
        return Of(
            days.Select(day =>
                day.Totals.Answers(instrument, kpi.Name) is var scores ? new RatioDay(Number(day.Day), scores.Sum, scores.N, scores.Squares) : default
            ),
            Spread.OfTrials,
            kpi,
            (ratio, _) => 100 * ratio
        );
    }

    // A promoter counts 1, a passive one half, a detractor 0, so that the ratio runs from 0 to 1 as the net score does from -100 to 100.
    private static RatioDay Promoters(LocalDate day, Totals totals, Kpi kpi)
    {
        var n = totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, _ => true);
        var promoters = Math.Min(n, totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, score => score >= 9_000));
        var passives = Math.Min(n - promoters, totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, score => score is > 6_000 and < 9_000));
        return new RatioDay(Number(day), promoters + (passives / 2.0), n, promoters + (passives / 4.0));
    }

    private static RatioSeries Rate(Kpi kpi, IReadOnlyList<(LocalDate Day, Totals Totals)> days, SignalKind success, SignalKind trial)
    {
        var series = Of(
            Carried(days.Select(day => new RatioDay(Number(day.Day), day.Totals.Events(success), day.Totals.Events(trial), day.Totals.Events(success)))),
            Spread.OfTrials,
            kpi,
            (ratio, _) => ratio
        );
        return series.Days.Sum(day => day.Sum) <= series.Days.Sum(day => day.Weight) ? series : series with { Spread = Spread.OfEvents };
    }

    private static RatioSeries PerSpend(
        Kpi kpi,
        string currency,
        IReadOnlyList<(LocalDate Day, Totals Totals)> days,
        Func<Totals, (double Sum, double Squares)> part,
        Func<double, int, double> inUnit
    )
    {
        var series = Of(
            Carried(
                days.Select(day =>
                    part(day.Totals) is var got
                        ? new RatioDay(Number(day.Day), got.Sum, Amount(day.Totals, SignalKind.Spend, currency).Sum, got.Squares)
                        : default
                )
            ),
            Spread.OfEvents,
            kpi,
            inUnit
        );
        return series with { HigherIsBetter = true };
    }

    /// <summary>Every day of the calendar since the first with any counts, those on which nothing came too.</summary>
    private static RatioSeries Volume(Kpi kpi, IReadOnlyList<(LocalDate Day, Totals Totals)> days, Func<Totals, (double Sum, double Squares)> part)
    {
        var got = days.Select(day => (Day: Number(day.Day), Part: part(day.Totals)))
            .Where(day => day.Part.Sum != 0 || day.Part.Squares != 0)
            .ToDictionary(day => day.Day, day => day.Part);
        var last = days.Count == 0 ? 0 : Number(days[^1].Day);
        var calendar = got.Count == 0 ? [] : Enumerable.Range(got.Keys.Min(), last - got.Keys.Min() + 1);
        return Of(
            calendar.Select(day => got.GetValueOrDefault(day) is var (sum, squares) ? new RatioDay(day, sum, 1, squares) : default),
            Spread.OfEvents,
            kpi,
            (ratio, window) => ratio * window
        );
    }

    private static RatioSeries Of(IEnumerable<RatioDay> days, Spread spread, Kpi kpi, Func<double, int, double> inUnit) =>
        new([.. days.Where(day => day.Weight > 0)], spread, kpi.Better == Better.Higher, inUnit);

    // What comes on a day without a denominator, such as a refund without an order, belongs to the next day that has one.
    internal static IEnumerable<RatioDay> Carried(IEnumerable<RatioDay> days)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var day in days)
        {
            (sum, squares) = (sum + day.Sum, squares + day.Squares);
            if (day.Weight <= 0)
                continue;
            yield return day with
            {
                Sum = sum,
                Squares = squares,
            };
            (sum, squares) = (0, 0);
        }
    }

    private static (double Sum, double Squares) Events(Totals totals, SignalKind kind) => (totals.Events(kind), totals.Events(kind));

    private static (double Sum, double Squares) Amount(Totals totals, SignalKind kind, string currency)
    {
        var (unit, money) = (Figures.MinorUnitsOf(currency), totals.Amounts(kind, currency));
        return (money.Sum / unit, money.Squares / (unit * unit));
    }

    private static (double Sum, double Squares) Net(Totals totals, string currency)
    {
        var (sold, refunded) = (Amount(totals, SignalKind.Conversion, currency), Amount(totals, SignalKind.Refund, currency));
        return (sold.Sum - refunded.Sum, sold.Squares + refunded.Squares);
    }

    private static int Number(LocalDate day) => day.ToDateOnly().DayNumber;
}
