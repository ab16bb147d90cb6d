using System.Numerics;
using System.Runtime.InteropServices;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// A window's measures, summed as integers of 128 bits, squared amounts of any length: no order of adding can overflow or round, so floating point enters only
/// where a figure is read. A measure that adds up to nothing is as good as none. Totals that corrections pushed below zero (what they correct lies outside the
/// window) count as zero.
/// </summary>
internal sealed class Totals
{
    private readonly Dictionary<SignalKind, Int128> events = [];
    private readonly Dictionary<(SignalKind Kind, string Currency), Sums> money = [];
    private readonly Dictionary<(SignalKind Kind, string Kpi), Sums> answers = [];
    private readonly Dictionary<(string Kpi, AnswerScale? Scale, int Score), Int128> scores = [];
    private readonly Dictionary<(SignalKind Kind, string Kpi, AnswerScale? Scale), Int128> scales = [];

    public static Totals Of(IReadOnlyList<Measure> measures)
    {
        var totals = new Totals();
        foreach (var measure in measures)
            totals.Add(measure);
        return totals;
    }

    /// <summary>The survey questions answered, in alphabetical order.</summary>
    public IEnumerable<string> Questions =>
        answers.Where(pair => pair.Key.Kind == SignalKind.SurveyAnswer && pair.Value.Count > 0).Select(pair => pair.Key.Kpi).Order(StringComparer.Ordinal);

    /// <summary>The currencies of any amount, in alphabetical order.</summary>
    public IEnumerable<string> Currencies =>
        money.Where(pair => pair.Value.Sum > 0).Select(pair => pair.Key.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    public long Events(SignalKind kind) => Clamped(events.GetValueOrDefault(kind));

    public Money Amounts(SignalKind kind, string currency)
    {
        var sums = money.GetValueOrDefault((kind, currency));
        var (n, sum) = (Clamped(sums.Count), (double)Int128.Max(0, sums.Sum));
        // Squares are never less than those of equal amounts, whatever a correction took away.
        return new(n, sum, Math.Max((double)sums.Squares, sum * sum / Math.Max(1, n)));
    }

    /// <summary>Scores from 0 to 1.</summary>
    public Scores Answers(SignalKind kind, string kpi)
    {
        var sums = answers.GetValueOrDefault((kind, kpi));
        var n = Clamped(sums.Count);
        var sum = Int128.Clamp(sums.Sum, 0, (Int128)n * Signal.MaxScore);
        return new(n, (double)sum / Signal.MaxScore, (double)BigInteger.Max(0, sums.Squares) / ((double)Signal.MaxScore * Signal.MaxScore));
    }

    /// <summary>How often a question was sent, or seen.</summary>
    public long Asked(SignalKind kind, string kpi) => Clamped(answers.GetValueOrDefault((kind, kpi)).Count);

    /// <summary>What a KPI is read from: sentiment read from text where there is any, else the survey's answers. The two are not mixed.</summary>
    public SignalKind Instrument(string kpi) => Answers(SignalKind.Sentiment, kpi).N > 0 ? SignalKind.Sentiment : SignalKind.SurveyAnswer;

    /// <summary>The scales a question was answered on; null among them where some are not known.</summary>
    public IEnumerable<AnswerScale?> Scales(SignalKind kind, string kpi) =>
        scales.Where(pair => pair.Key.Kind == kind && pair.Key.Kpi == kpi && pair.Value > 0).Select(pair => pair.Key.Scale);

    /// <summary>How often a question was answered on each scale, in the order of the scales' words; <c>unknown</c> where one is not known.</summary>
    public IReadOnlyList<(string Scale, long Answers)> ByScale(SignalKind kind, string kpi) =>
        [
            .. scales
                .Where(pair => pair.Key.Kind == kind && pair.Key.Kpi == kpi && pair.Value > 0)
                .Select(pair => (Scale: pair.Key.Scale?.ToString() ?? "unknown", Answers: Clamped(pair.Value)))
                .OrderBy(one => one.Scale, StringComparer.Ordinal),
        ];

    /// <summary>Answers to a survey's question on a scale, in words such as <c>1..5</c>.</summary>
    public long AnswersOn(string kpi, string scale) =>
        Clamped(
            scales
                .Where(pair => pair.Key is { Kind: SignalKind.SurveyAnswer, Scale: { } one } && pair.Key.Kpi == kpi && one.ToString() == scale)
                .Aggregate(Int128.Zero, (sum, pair) => sum + pair.Value)
        );

    /// <summary>Answers to a question on one scale whose score, in basis points, is picked.</summary>
    public long AnswersScored(string kpi, AnswerScale scale, Func<int, bool> picked) =>
        Clamped(
            scores
                .Where(pair => pair.Key.Kpi == kpi && pair.Key.Scale == scale && picked(pair.Key.Score))
                .Aggregate(Int128.Zero, (sum, pair) => sum + pair.Value)
        );

    private void Add(in Measure measure)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(events, measure.Kind, out _) += measure.Count;
        if (measure.Currency is { } currency)
            CollectionsMarshal.GetValueRefOrAddDefault(money, (measure.Kind, currency), out _).Add(measure.Count, measure.Amount, measure.AmountSquares);

        var kpi = measure.Kind == SignalKind.Sentiment ? Kpis.Kpi.Sentiment.Name : measure.Kpi;
        if (kpi is null)
            return;

        CollectionsMarshal.GetValueRefOrAddDefault(answers, (measure.Kind, kpi), out _).Add(measure.Count, measure.ScoreSum, measure.ScoreSquares);
        CollectionsMarshal.GetValueRefOrAddDefault(scales, (measure.Kind, kpi, measure.Scale), out _) += measure.Count;
        if (measure.Score is { } score && measure.Kind == SignalKind.SurveyAnswer)
            CollectionsMarshal.GetValueRefOrAddDefault(scores, (kpi, measure.Scale, score), out _) += measure.Count;
    }

    private static long Clamped(Int128 count) => (long)Int128.Clamp(count, 0, long.MaxValue);

    private struct Sums
    {
        public Int128 Count;
        public Int128 Sum;
        public BigInteger Squares;

        public void Add(long count, Int128 sum, BigInteger squares)
        {
            Count += count;
            Sum += sum;
            Squares += squares;
        }
    }
}

/// <summary>Amounts of one currency in minor units, and the number of events they came with.</summary>
internal readonly record struct Money(long N, double Sum, double Squares);

/// <summary>Scores from 0 to 1 as sums.</summary>
internal readonly record struct Scores(long N, double Sum, double Squares);
