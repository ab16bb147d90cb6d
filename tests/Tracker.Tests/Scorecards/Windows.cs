using System.Numerics;

namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

/// <summary>Measures as a window's cells would give them.</summary>
internal static class Windows
{
    private const int Days = 28;
    private static readonly LocalDate From = new(2025, 5, 1);

    /// <summary>
    /// The card of a window of four weeks over whose days <paramref name="window"/> is spread evenly, after eight weeks of which each four had what
    /// <paramref name="before"/> has.
    /// </summary>
    public static Scorecard Read(KpiStack stack, IReadOnlyList<Measure> window, IReadOnlyList<Measure> before) => Scorecard.Read(stack, Card(window, before));

    public static CardDays Card(IReadOnlyList<Measure> window, IReadOnlyList<Measure> before) =>
        new(From, From.PlusDays(Days - 1), [.. Spread(window, From), .. Spread(before, From.PlusDays(-Days)), .. Spread(before, From.PlusDays(-2 * Days))]);

    /// <summary>The same with all of a window on its first day.</summary>
    public static CardDays OnADayEach(IReadOnlyList<Measure> window, IReadOnlyList<Measure> before) =>
        new(
            From,
            From.PlusDays(Days - 1),
            [
                .. window.Select(measure => new DayMeasure(From, null, measure)),
                .. before.SelectMany(measure => (DayMeasure[])[new(From.PlusDays(-Days), null, measure), new(From.PlusDays(-2 * Days), null, measure)]),
            ]
        );

    // The days' shares differ by one event at most, and add up to the whole.
    private static IEnumerable<DayMeasure> Spread(IEnumerable<Measure> measures, LocalDate from) =>
        measures.SelectMany(measure =>
            Enumerable
                .Range(0, Days)
                .Select(day => new DayMeasure(
                    from.PlusDays(day),
                    null,
                    measure with
                    {
                        Count = (long)Share(measure.Count, day),
                        Amount = Share(measure.Amount, day),
                        AmountSquares = Share(measure.AmountSquares, day),
                        ScoreSum = Share(measure.ScoreSum, day),
                        ScoreSquares = Share(measure.ScoreSquares, day),
                    }
                ))
        );

    private static Int128 Share(Int128 whole, int day) => (whole * (day + 1) / Days) - (whole * day / Days);

    private static BigInteger Share(BigInteger whole, int day) => (whole * (day + 1) / Days) - (whole * day / Days);

    public static Measure Events(SignalKind kind, long count) => new(kind, null, null, null, count, 0, 0, 0, 0);

    /// <summary>So many events of one amount each, in minor units.</summary>
    public static Measure Amounts(SignalKind kind, long count, long each, string currency = "EUR") =>
        new(kind, null, currency, null, count, (Int128)count * each, (BigInteger)count * each * each, 0, 0);

    /// <summary>So many answers of one score in basis points: on 0..10 to the question of loyalty, on 1..5 to others.</summary>
    public static Measure Answers(string kpi, int score, long count) =>
        Answers(kpi, score, count, kpi == "loyalty" ? AnswerScale.ZeroToTen : new AnswerScale("1", "5"));

    public static Measure Answers(string kpi, int score, long count, AnswerScale? scale) =>
        new(SignalKind.SurveyAnswer, kpi, null, score, count, 0, 0, count * score, (Int128)count * score * score, scale);

    public static Measure Sentiment(long count, long sum, Int128 squares) => new(SignalKind.Sentiment, null, null, null, count, 0, 0, sum, squares);

    /// <summary>A campaign that converts and is trusted.</summary>
    public static Measure[] Healthy() =>
        [
            Events(SignalKind.Impression, 100_000),
            Events(SignalKind.Click, 3_000),
            Events(SignalKind.Visit, 2_500),
            Amounts(SignalKind.Conversion, 250, 4_990),
            Amounts(SignalKind.Refund, 5, 4_990),
            Amounts(SignalKind.Spend, 28, 10_000),
            Answers("trust", 10_000, 120),
            Answers("trust", 7_500, 160),
            Answers("trust", 5_000, 40),
            Answers("trust", 2_500, 10),
            Answers("loyalty", 10_000, 30),
            Answers("loyalty", 9_000, 30),
            Answers("loyalty", 8_000, 25),
            Answers("loyalty", 3_000, 15),
            Answers("effort", 2_500, 50),
            Answers("effort", 0, 20),
            Sentiment(80, 80 * 6_200, (Int128)80 * 6_200 * 6_200 + 80 * 900 * 900),
        ];

    /// <summary>The same campaign a window later: it converts better, and trust has broken.</summary>
    public static Measure[] Broken() =>
        [
            Events(SignalKind.Impression, 104_000),
            Events(SignalKind.Click, 3_400),
            Events(SignalKind.Visit, 2_600),
            Amounts(SignalKind.Conversion, 330, 4_990),
            Amounts(SignalKind.Refund, 9, 4_990),
            Amounts(SignalKind.Spend, 28, 10_400),
            Answers("trust", 10_000, 60),
            Answers("trust", 7_500, 110),
            Answers("trust", 5_000, 80),
            Answers("trust", 2_500, 60),
            Answers("trust", 0, 30),
            Answers("loyalty", 10_000, 25),
            Answers("loyalty", 9_000, 20),
            Answers("loyalty", 8_000, 20),
            Answers("loyalty", 3_000, 35),
            Answers("effort", 2_500, 45),
            Answers("effort", 0, 15),
            Sentiment(90, 90 * 5_600, (Int128)90 * 5_600 * 5_600 + 90 * 1_200 * 1_200),
        ];
}
