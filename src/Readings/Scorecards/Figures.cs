using System.Diagnostics;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>A KPI's figure in one window: an estimate in the KPI's unit, or why there is none.</summary>
internal readonly record struct Figure(Estimate? Estimate, long N, string? Note)
{
    public static Figure Of(Estimate estimate, string? note = null) => new(estimate, estimate.N, note);

    public static Figure None(long n, string note) => new(null, n, note);
}

/// <summary>
/// Each KPI's formula with its interval, from a window's totals. What a rate is taken over, and every doubt about it, is said in the note.
/// </summary>
internal static class Figures
{
    /// <summary>No events, in a window after one that had some.</summary>
    public static readonly Figure NoMore = Figure.Of(Poisson.Count(0));

    /// <summary>What conversions are taken over: visits, or clicks in a window that has no visits.</summary>
    public static SignalKind ConversionBase(Totals totals) =>
        totals.Events(SignalKind.Visit) > 0 || totals.Events(SignalKind.Click) == 0 ? SignalKind.Visit : SignalKind.Click;

    public static Figure Of(Kpi kpi, Totals totals, SignalKind conversionBase, string? currency) =>
        kpi switch
        {
            { Side: Side.Emotion } => Emotional(kpi, totals),
            { Unit: KpiUnit.Count } => Count(totals, KindOf(kpi)),
            { Unit: KpiUnit.Money } or { Name: "return_on_ad_spend" } => currency is null ? Figure.None(0, Notes.NoSignals) : Monetary(kpi, totals, currency),
            { Name: "ctr" } => Rate(totals, SignalKind.Click, SignalKind.Impression),
            { Name: "refund_rate" } => Rate(totals, SignalKind.Refund, SignalKind.Conversion),
            { Name: "contact_rate" } => PerOrder(totals, SignalKind.Contact),
            { Name: "churn_rate" } => PerOrder(totals, SignalKind.Churn),
            { Name: "conversion_rate" } => Rate(totals, SignalKind.Conversion, conversionBase, conversionBase == SignalKind.Click ? Notes.PerClick : null),
            _ => throw new UnreachableException(),
        };

    private static Figure Count(Totals totals, SignalKind kind) =>
        totals.Events(kind) is > 0 and var events ? Figure.Of(Poisson.Count(events)) : Figure.None(0, Notes.NoSignals);

    private static Figure Rate(Totals totals, SignalKind success, SignalKind trial, string? note = null)
    {
        var (successes, trials) = (totals.Events(success), totals.Events(trial));
        if (trials == 0)
            return Figure.None(0, Notes.NoSignals);

        return successes <= trials
            ? Figure.Of(Wilson.Interval(successes, trials), note)
            : Figure.Of(Poisson.Ratio(successes, trials), Notes.Join(note, Notes.MoreThanOneEach));
    }

    // A workspace that never sent such signals has no rate of 0.
    private static Figure PerOrder(Totals totals, SignalKind kind) =>
        totals.Events(kind) == 0 ? Figure.None(0, Notes.NoSignals) : Rate(totals, kind, SignalKind.Conversion);

    private static Figure Monetary(Kpi kpi, Totals totals, string currency)
    {
        var sold = totals.Amounts(SignalKind.Conversion, currency);
        var cost = totals.Amounts(SignalKind.Spend, currency);
        return kpi.Name switch
        {
            "spend" => cost.N == 0 ? Figure.None(0, Notes.NoSignals) : Figure.Of(Booked(cost, currency)),
            "revenue" => sold.N == 0 ? Figure.None(0, Notes.NoSignals) : Figure.Of(Earned(sold, currency)),
            "net_revenue" => Net(sold, totals.Amounts(SignalKind.Refund, currency), currency),
            "cost_per_acquisition" => CostPerAcquisition(cost, totals.Events(SignalKind.Conversion), currency),
            "return_on_ad_spend" => cost.Sum == 0
                ? Figure.None(sold.N, Notes.NoSpend)
                : Figure.Of(Contrast.Ratio(Earned(sold, currency), Booked(cost, currency)) with { N = sold.N }),
            _ => throw new UnreachableException(),
        };
    }

    private static Figure Net(Money sold, Money refunded, string currency)
    {
        var n = sold.N + refunded.N;
        return n == 0 ? Figure.None(0, Notes.NoSignals) : Figure.Of(Contrast.Difference(Earned(sold, currency), Earned(refunded, currency)) with { N = n });
    }

    private static Figure CostPerAcquisition(Money cost, long conversions, string currency) =>
        (cost.Sum, conversions) switch
        {
            (0, _) => Figure.None(conversions, Notes.NoSpend),
            (_, 0) => Figure.None(0, Notes.NoConversions),
            _ => Figure.Of(Contrast.Ratio(Booked(cost, currency), Poisson.Count(conversions)) with { N = conversions }),
        };

    // What was paid is booked, not sampled: all doubt of a cost figure lies in what it is divided by.
    private static Estimate Booked(Money cost, string currency) => Estimate.Known(cost.Sum / MinorUnitsOf(currency), cost.N);

    private static Estimate Earned(Money sold, string currency)
    {
        var unit = MinorUnitsOf(currency);
        return Poisson.Sum(sold.N, sold.Sum / unit, sold.Squares / (unit * unit));
    }

    private static Figure Emotional(Kpi kpi, Totals totals)
    {
        if (kpi.Unit == KpiUnit.NetScore)
            return NetScore(kpi, totals);

        var survey = totals.Answers(SignalKind.SurveyAnswer, kpi.Name);
        var sentiment = totals.Answers(SignalKind.Sentiment, kpi.Name);
        var scores = sentiment.N > 0 ? sentiment : survey;
        // Sentiment read from text and a survey question of that name are two instruments; they are not mixed.
        return scores.N == 0
            ? Figure.None(0, Notes.NotEnoughAnswers)
            : Figure.Of(
                BoundedMean.Interval(scores.N, Math.Min(scores.Sum, scores.N), scores.Squares).Times(100),
                sentiment.N > 0 && survey.N > 0 ? Notes.SurveyLeftOut : null
            );
    }

    // The score of a promoter is defined on 0..10 alone: whatever value an answer on another scale has, nobody was asked how likely they are of ten.
    private static Figure NetScore(Kpi kpi, Totals totals)
    {
        var n = totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, _ => true);
        var promoters = totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, score => score >= 9_000);
        var detractors = totals.AnswersScored(kpi.Name, AnswerScale.ZeroToTen, score => score <= 6_000);
        // Corrections of answers outside the window can leave parts larger than the whole.
        if (n == 0 || promoters + detractors > n)
            return Figure.None(n, Notes.NotEnoughAnswers);

        var score = NetPromoter.Interval(promoters, detractors, n);
        return Figure.Of(new(score.Value * 100, score.Low * 100, score.High * 100, n));
    }

    public static SignalKind KindOf(Kpi kpi) =>
        kpi.Name switch
        {
            "impressions" => SignalKind.Impression,
            "clicks" => SignalKind.Click,
            "visits" => SignalKind.Visit,
            "conversions" => SignalKind.Conversion,
            "refunds" => SignalKind.Refund,
            "contacts" => SignalKind.Contact,
            "churns" => SignalKind.Churn,
            _ => throw new UnreachableException(),
        };

    // Intake lets in known currencies only.
    public static double MinorUnitsOf(string currency) => Currency.Find(currency)?.MinorUnits ?? throw new UnreachableException();
}
