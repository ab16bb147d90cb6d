using System.Numerics;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Scorecards;

namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

/// <summary>Measures as a window's cells would give them.</summary>
internal static class Windows
{
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
        Events(SignalKind.Impression, 100_000), Events(SignalKind.Click, 3_000), Events(SignalKind.Visit, 2_500),
        Amounts(SignalKind.Conversion, 250, 4_990), Amounts(SignalKind.Refund, 5, 4_990), Amounts(SignalKind.Spend, 28, 10_000),
        Answers("trust", 10_000, 120), Answers("trust", 7_500, 160), Answers("trust", 5_000, 40), Answers("trust", 2_500, 10),
        Answers("loyalty", 10_000, 30), Answers("loyalty", 9_000, 30), Answers("loyalty", 8_000, 25), Answers("loyalty", 3_000, 15),
        Answers("effort", 2_500, 50), Answers("effort", 0, 20),
        Sentiment(80, 80 * 6_200, (Int128)80 * 6_200 * 6_200 + 80 * 900 * 900),
    ];

    /// <summary>The same campaign a window later: it converts better, and trust has broken.</summary>
    public static Measure[] Broken() =>
    [
        Events(SignalKind.Impression, 104_000), Events(SignalKind.Click, 3_400), Events(SignalKind.Visit, 2_600),
        Amounts(SignalKind.Conversion, 330, 4_990), Amounts(SignalKind.Refund, 9, 4_990), Amounts(SignalKind.Spend, 28, 10_400),
        Answers("trust", 10_000, 60), Answers("trust", 7_500, 110), Answers("trust", 5_000, 80), Answers("trust", 2_500, 60), Answers("trust", 0, 30),
        Answers("loyalty", 10_000, 25), Answers("loyalty", 9_000, 20), Answers("loyalty", 8_000, 20), Answers("loyalty", 3_000, 35),
        Answers("effort", 2_500, 45), Answers("effort", 0, 15),
        Sentiment(90, 90 * 5_600, (Int128)90 * 5_600 * 5_600 + 90 * 1_200 * 1_200),
    ];
}
