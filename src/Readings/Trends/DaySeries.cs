using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>How a KPI's days are read as a series: as a share (k of n), or as a plain amount.</summary>
internal abstract record DaySeries(string Unit)
{
    /// <summary>Whether a KPI has a value of a single day.</summary>
    public static bool Can(Kpi kpi) => kpi.Name is not ("net_revenue" or "cost_per_acquisition" or "return_on_ad_spend" or "contact_rate" or "churn_rate");

    /// <summary>Whether a KPI's days are amounts of money.</summary>
    public static bool IsMoney(Kpi kpi) => kpi.Unit == KpiUnit.Money && Can(kpi);

    /// <summary>Whether a measure is of the series.</summary>
    public abstract bool Holds(Measure measure);

    /// <summary>Whether a measure of the series counts in its n: of a share the trials do.</summary>
    public abstract bool Counts(Measure measure);

    /// <summary>The share, mean or sum of some days together, in the unit; null where nothing of them counts.</summary>
    public abstract double? Figure(IReadOnlyList<DayMeasure> days);

    /// <summary>How a KPI is read from the days of a campaign, as the scorecard reads it.</summary>
    /// <param name="kpi">The KPI to draw.</param>
    /// <param name="days">All days that are looked at: they say what conversions are taken over (visits, or clicks where there are none), and who answered
    /// about a feeling.</param>
    /// <param name="currency">The currency of the KPI stack; null where it names none, so that the one most amounts are in is read. Amounts of two currencies
    /// are never added.</param>
    public static DaySeries Of(Kpi kpi, IReadOnlyList<DayMeasure> days, string? currency = null)
    {
        var conversionBase = days.Any(day => day.Measure.Kind == SignalKind.Visit) ? SignalKind.Visit : SignalKind.Click;
        return kpi switch
        {
            { Unit: KpiUnit.NetScore } => new ShareSeries("net_score", -100, 100, PromoterShare(kpi.Name)),
            { Side: Side.Emotion } => new ShareSeries("score", 0, 100, ScoreShare(kpi.Name, days)),
            { Name: "ctr" } => new ShareSeries("ratio", 0, 1, Rate(SignalKind.Click, SignalKind.Impression)),
            { Name: "conversion_rate" } => new ShareSeries("ratio", 0, 1, Rate(SignalKind.Conversion, conversionBase)),
            { Name: "refund_rate" } => new ShareSeries("ratio", 0, 1, Rate(SignalKind.Refund, SignalKind.Conversion)),
            { Unit: KpiUnit.Count } => new AmountSeries("count", KindOf(kpi.Name), null, m => m.Count),
            { Name: "revenue" } => Money(SignalKind.Conversion, days, currency),
            { Name: "spend" } => Money(SignalKind.Spend, days, currency),
            _ => throw new ArgumentException(
                $"A trend of {kpi.Name} cannot be drawn day by day. Use an emotional KPI, ctr, conversion_rate, refund_rate, revenue, spend or a plain count.",
                nameof(kpi)
            ),
        };
    }

    // Sentiment read from text and a survey question of that name are two instruments; where there is sentiment, it alone is read.
    private static Func<Measure, CountPoint> ScoreShare(string kpi, IReadOnlyList<DayMeasure> days)
    {
        var read =
            kpi == Kpi.Sentiment.Name && days.Any(day => day.Measure is { Kind: SignalKind.Sentiment, Count: > 0 })
                ? SignalKind.Sentiment
                : SignalKind.SurveyAnswer;
        return m => m.Kind == read && (read == SignalKind.Sentiment || m.Kpi == kpi) ? new CountPoint((double)m.ScoreSum / Signal.MaxScore, m.Count) : default;
    }

    private static AmountSeries Money(SignalKind kind, IReadOnlyList<DayMeasure> days, string? currency)
    {
        var read =
            currency
            ?? days.Where(day => day.Measure.Kind == kind && day.Measure.Currency is not null)
                .GroupBy(day => day.Measure.Currency!, StringComparer.Ordinal)
                .OrderByDescending(one => one.Sum(day => day.Measure.Count))
                .ThenBy(one => one.Key, StringComparer.Ordinal)
                .FirstOrDefault()
                ?.Key;
        return new AmountSeries("minor_units", kind, read, m => (double)m.Amount);
    }

    // Promoters count 1, passives one half, detractors 0, so that the share runs from 0 to 1 as the net score does from -100 to 100. Other scales have no
    // promoters.
    private static Func<Measure, CountPoint> PromoterShare(string kpi) =>
        m =>
            m switch
            {
                { Kind: SignalKind.SurveyAnswer, Score: { } score } when m.Kpi == kpi && m.Scale == AnswerScale.ZeroToTen => new CountPoint(
                    m.Count
                        * (
                            score >= 9_000 ? 1
                            : score >= 7_000 ? 0.5
                            : 0
                        ),
                    m.Count
                ),
                _ => default,
            };

    private static Func<Measure, CountPoint> Rate(SignalKind success, SignalKind trial) =>
        m =>
            m.Kind == success ? new CountPoint(m.Count, 0)
            : m.Kind == trial ? new CountPoint(0, m.Count)
            : default;

    private static SignalKind KindOf(string kpi) =>
        kpi switch
        {
            "impressions" => SignalKind.Impression,
            "clicks" => SignalKind.Click,
            "visits" => SignalKind.Visit,
            "conversions" => SignalKind.Conversion,
            "refunds" => SignalKind.Refund,
            "contacts" => SignalKind.Contact,
            _ => SignalKind.Churn,
        };
}

/// <summary>
/// Each measure gives successes and trials; a day's are their sum. The share 0 stands for <paramref name="Low"/> of the unit, 1 for <paramref name="High"/>.
/// </summary>
internal sealed record ShareSeries(string Unit, double Low, double High, Func<Measure, CountPoint> Share) : DaySeries(Unit)
{
    public override bool Holds(Measure measure) => Share(measure) is { Successes: not 0 } or { Trials: not 0 };

    public override bool Counts(Measure measure) => Share(measure).Trials != 0;

    public override double? Figure(IReadOnlyList<DayMeasure> days) =>
        Days(days).Values is { Count: > 0 } rows ? Low + (rows.Sum(row => row.Successes) / rows.Sum(row => row.Trials) * (High - Low)) : null;

    public ShareLine Line(IEnumerable<DayMeasure> measures, Func<CountPoint[], IReadOnlyList<Break>> search) => new(Days(measures), Low, High, search);

    /// <summary>Days with trials, in order. Corrections may leave a day with less than nothing; such a day is left out.</summary>
    public SortedList<LocalDate, CountPoint> Days(IEnumerable<DayMeasure> measures)
    {
        var days = new SortedList<LocalDate, CountPoint>();
        foreach (var day in measures.GroupBy(measure => measure.Day))
        {
            var (successes, trials) = (0.0, 0.0);
            foreach (var point in day.Select(measure => Share(measure.Measure)))
                (successes, trials) = (successes + point.Successes, trials + point.Trials);
            if (trials > 0)
                days.Add(day.Key, new CountPoint(Math.Clamp(successes, 0, trials), trials));
        }

        return days;
    }
}

/// <summary>Each day's sum of one kind, of one currency where it is of money.</summary>
internal sealed record AmountSeries(string Unit, SignalKind Kind, string? Currency, Func<Measure, double> Amount) : DaySeries(Unit)
{
    public override bool Holds(Measure measure) => measure.Kind == Kind && (Currency is null || measure.Currency == Currency);

    public override bool Counts(Measure measure) => Holds(measure);

    public override double? Figure(IReadOnlyList<DayMeasure> days) => Values(days) is { Count: > 0 } values ? values.Sum(day => day.Value) : null;

    /// <summary>Whether amounts in another currency are left out.</summary>
    public bool LeavesOut(IEnumerable<DayMeasure> measures) =>
        Currency is not null && measures.Any(day => day.Measure is { Count: > 0, Currency: { } other } && day.Measure.Kind == Kind && other != Currency);

    public IReadOnlyList<(LocalDate Date, double Value, double N)> Values(IEnumerable<DayMeasure> measures) =>
        [
            .. measures
                .Where(measure => Holds(measure.Measure))
                .GroupBy(measure => measure.Day)
                .OrderBy(day => day.Key)
                .Select(day => (day.Key, day.Sum(measure => Amount(measure.Measure)), (double)day.Sum(measure => measure.Measure.Count))),
        ];
}
