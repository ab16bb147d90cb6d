using System.Diagnostics;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// A campaign's received days in the form a policy's detectors read them, for each scope value the policy watches on its own. Corrections can
/// leave a day with less than nothing or more successes than trials; such counts are cut to what is possible.
/// </summary>
internal static class DayBatches
{
    /// <summary>All of a campaign's days.</summary>
    public static IReadOnlyDictionary<Scope, IReadOnlyList<DayBatch>> Of(Policy policy, IReadOnlyList<ReceivedMeasure> received) =>
        Of(policy, received, new ReceivedTotals().With(received).For(policy));

    /// <summary>Some of a campaign's days, read as all of them choose.</summary>
    public static IReadOnlyDictionary<Scope, IReadOnlyList<DayBatch>> Of(Policy policy, IEnumerable<ReceivedMeasure> received, DayChoices choices) =>
        received
            .GroupBy(measure => measure.Scope)
            .ToDictionary(
                scope => scope.Key,
                IReadOnlyList<DayBatch> (scope) =>
                    [
                        .. scope
                            .GroupBy(measure => measure.Day)
                            .OrderBy(day => day.Key)
                            .Select(day => Batch(policy, day.Key, [.. day], choices))
                            .Where(HasSomething),
                    ]
            );

    /// <summary>The dimensions a policy's scope is apart by.</summary>
    public static IReadOnlyCollection<Dimension> By(Policy policy) => [.. policy.Scope.By.Select(name => new Dimension(name))];

    // A day's strata beyond the largest are told as one: each takes room in every state that is kept.
    private const int MostStrata = BaselineMix.Most;
    private const int Others = 0;

    private static DayBatch Batch(Policy policy, NodaTime.LocalDate day, ReceivedMeasure[] measures, DayChoices choices)
    {
        var answers = measures.Where(m => IsAnswer(m, policy.Emotion.Kpi)).ToArray();
        var n = Math.Max(0, answers.Sum(m => m.Count));
        var trials = choices.Trials is { } kind ? Math.Max(0, Count(measures, kind)) : 0;
        var successes = Successes(policy.Logic.Kpi.Name, measures, choices.Currency);
        return new DayBatch(
            day,
            choices.Trials is null ? successes : Int128.Clamp(successes, 0, trials),
            trials,
            Int128.Clamp(answers.Total(m => m.ScoreSum), 0, (Int128)n * Signal.MaxScore),
            n,
            Math.Max(0, measures.Sum(m => m.Count) - answers.Sum(m => m.Count))
        )
        {
            Strata = choices.HasStrata ? Strata(answers) : [],
        };
    }

    private static StratumBatch[] Strata(IEnumerable<ReceivedMeasure> answers)
    {
        var strata = Join(
            answers.GroupBy(m => m.Stratum).Select(stratum => new StratumBatch(stratum.Key, stratum.Sum(m => m.Count), stratum.Total(m => m.ScoreSum)))
        );
        var others = strata
            .OrderByDescending(stratum => stratum.Answers)
            .ThenBy(stratum => stratum.Number)
            .Skip(MostStrata)
            .Select(stratum => stratum.Number)
            .ToHashSet();
        return others.Count == 0 ? strata : Join(strata.Select(stratum => others.Contains(stratum.Number) ? stratum with { Number = Others } : stratum));
    }

    private static StratumBatch[] Join(IEnumerable<StratumBatch> strata) =>
        [
            .. strata
                .GroupBy(stratum => stratum.Number)
                .Select(stratum =>
                    (stratum.Key, Answers: stratum.Sum(part => part.Answers), Score: stratum.Aggregate(Int128.Zero, (sum, part) => sum + part.ScoreSum))
                )
                .Where(stratum => stratum.Answers > 0)
                .OrderBy(stratum => stratum.Key)
                .Select(stratum => new StratumBatch(stratum.Key, stratum.Answers, Int128.Clamp(stratum.Score, 0, (Int128)stratum.Answers * Signal.MaxScore))),
        ];

    // A net score is defined on one scale; answers on others are other signals.
    private static bool IsAnswer(ReceivedMeasure measure, Kpi kpi) =>
        measure.Kind is SignalKind.SurveyAnswer or SignalKind.Sentiment
        && measure.Kpi == kpi.Name
        && (kpi.Unit != KpiUnit.NetScore || measure.Scale == AnswerScale.ZeroToTen);

    private static bool HasSomething(DayBatch batch) => batch.Answers > 0 || batch.OtherSignals > 0 || batch.LogicSuccesses != 0;

    private static Int128 Successes(string kpi, ReceivedMeasure[] measures, string? currency) =>
        kpi switch
        {
            "ctr" or "clicks" => Count(measures, SignalKind.Click),
            "conversion_rate" or "conversions" => Count(measures, SignalKind.Conversion),
            "refund_rate" or "refunds" => Count(measures, SignalKind.Refund),
            "visits" => Count(measures, SignalKind.Visit),
            "impressions" => Count(measures, SignalKind.Impression),
            "contacts" => Count(measures, SignalKind.Contact),
            "churns" => Count(measures, SignalKind.Churn),
            "revenue" => Amount(measures, SignalKind.Conversion, currency),
            "net_revenue" => Amount(measures, SignalKind.Conversion, currency) - Amount(measures, SignalKind.Refund, currency),
            "spend" => Amount(measures, SignalKind.Spend, currency),
            _ => throw new UnreachableException(),
        };

    private static long Count(ReceivedMeasure[] measures, SignalKind kind) => measures.Where(m => m.Kind == kind).Sum(m => m.Count);

    private static Int128 Amount(ReceivedMeasure[] measures, SignalKind kind, string? currency) =>
        measures.Where(m => m.Kind == kind && m.Currency == currency).Total(m => m.Amount);
}
