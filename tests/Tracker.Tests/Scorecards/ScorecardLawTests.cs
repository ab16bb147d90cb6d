using FsCheck;
using static CustomerPerformanceTracker.Tracker.Tests.Scorecards.Windows;

namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

public sealed class ScorecardLawTests
{
    // FsCheck prints the seed of a failing run; a fixed one makes every run the same.
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(2_718_281_828UL, 1_618_033_989UL).WithMaxTest(300);

    private static readonly Gen<Measure> AnyMeasure = Gen.OneOf(
        from kind in Gen.Elements(SignalKind.Impression, SignalKind.Click, SignalKind.Visit, SignalKind.Contact, SignalKind.Churn)
        from count in Gen.Choose(-20, 500)
        select Events(kind, count),
        from kind in Gen.Elements(SignalKind.Conversion, SignalKind.Refund, SignalKind.Spend)
        from count in Gen.Choose(-5, 40)
        from each in Gen.Choose(0, 99_999)
        from currency in Gen.Elements("EUR", "USD", "JPY")
        select Amounts(kind, count, each, currency),
        from kpi in Gen.Elements("trust", "loyalty", "effort", "ease")
        from score in Gen.Choose(0, 20)
        from count in Gen.Choose(-5, 60)
        select Answers(kpi, score * 500, count),
        from count in Gen.Choose(1, 30)
        from score in Gen.Choose(0, 10_000)
        select Sentiment(count, (long)count * score, (Int128)count * score * score)
    );

    private static readonly Arbitrary<Measure[]> AnyWindow = Gen.Choose(0, 60).SelectMany(size => Gen.ArrayOf(AnyMeasure, size)).ToArbitrary();

    [Fact]
    public void Order_of_the_measures_does_not_change_a_byte() =>
        Prop.ForAll(
                AnyWindow,
                AnyWindow,
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                (window, before, seed) =>
                {
                    var random = new Random(seed);
                    var (shuffled, shuffledBefore) = (window.ToArray(), before.ToArray());
                    random.Shuffle(shuffled);
                    random.Shuffle(shuffledBefore);

                    return Text(window, before) == Text(shuffled, shuffledBefore);
                }
            )
            .Check(Seeded);

    [Fact]
    public void Merging_measures_first_does_not_change_a_byte() =>
        Prop.ForAll(
                AnyWindow,
                AnyWindow,
                Gen.Choose(0, 60).ToArbitrary(),
                (window, before, cut) =>
                {
                    var (left, right) = (window[..Math.Min(cut, window.Length)], window[Math.Min(cut, window.Length)..]);

                    return Text(window, before) == Text([.. Merged(left), .. Merged(right)], before)
                        && Text(window, before) == Text([.. Merged([.. Merged(right), .. Merged(left)])], before);
                }
            )
            .Check(Seeded);

    [Fact]
    public void Splitting_a_measure_and_taking_signals_back_does_not_change_a_byte() =>
        Prop.ForAll(AnyWindow, AnyWindow, (window, extra) => Text([.. window, .. extra, .. extra.Select(Negated)], window) == Text(window, window))
            .Check(Seeded);

    [Fact]
    public void Every_figure_holds_its_value_and_every_index_lies_between_0_and_1() =>
        Prop.ForAll(
                AnyWindow,
                AnyWindow,
                (window, before) =>
                {
                    var card = Read(KpiStack.Default, window, before);
                    double?[] parts = [card.Indices.Logic, card.Indices.Emotion, card.Indices.Hybrid, .. card.Kpis.Select(kpi => kpi.Desirability)];

                    return parts.All(part => part is null or (>= 0 and <= 1))
                        && card.Kpis.All(kpi =>
                            (kpi.Value is not null || kpi.Note is not null)
                            && (kpi.Value is not { } v || (v.Low <= v.Value && v.Value <= v.High && InRange(kpi.Kpi.Unit, v.Low, v.High, kpi.Kpi.Name)))
                            && (kpi.Change is not { } c || (c.Low <= c.Value && c.Value <= c.High))
                        );
                }
            )
            .Check(Seeded);

    [Fact]
    public void Better_answers_never_lower_the_emotion_index() =>
        Prop.ForAll(
                AnyWindow,
                Gen.Choose(1, 200).ToArbitrary(),
                (window, more) =>
                {
                    Measure[] some = [.. window.Where(m => m.Kpi != "trust"), Answers("trust", 5_000, 100)];
                    var less = Read(KpiStack.Default, some, []).Indices.Emotion;
                    var best = Read(KpiStack.Default, [.. some, Answers("trust", 10_000, more)], []).Indices.Emotion;

                    return best >= less;
                }
            )
            .Check(Seeded);

    private static string Text(Measure[] window, Measure[] before) => Served.Text(CardView.Of(Scorecard.Read(KpiStack.Default, OnADayEach(window, before))));

    private static IEnumerable<Measure> Merged(Measure[] measures) =>
        measures
            .GroupBy(m => (m.Kind, m.Kpi, m.Currency, m.Score))
            .Select(group =>
                group.Aggregate(
                    (a, b) =>
                        a with
                        {
                            Count = a.Count + b.Count,
                            Amount = a.Amount + b.Amount,
                            AmountSquares = a.AmountSquares + b.AmountSquares,
                            ScoreSum = a.ScoreSum + b.ScoreSum,
                            ScoreSquares = a.ScoreSquares + b.ScoreSquares,
                        }
                )
            );

    private static Measure Negated(Measure m) =>
        m with
        {
            Count = -m.Count,
            Amount = -m.Amount,
            AmountSquares = -m.AmountSquares,
            ScoreSum = -m.ScoreSum,
            ScoreSquares = -m.ScoreSquares,
        };

    private static bool InRange(KpiUnit unit, double low, double high, string kpi) =>
        unit switch
        {
            KpiUnit.Score => low >= 0 && high <= 100,
            KpiUnit.NetScore => low >= -100 && high <= 100,
            _ => low >= 0 || kpi == "net_revenue",
        };
}
