using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>What a break cost by the trust that it lost (<see cref="BreakPrice"/>).</summary>
public static class BreakStudy
{
    /// <summary>The fewest customers who felt worse after the break and whose days are over.</summary>
    public const int FewestWorseAfter = 10;

    /// <summary>The price of a break, or why none is told.</summary>
    /// <param name="answers">Answers of both periods. The group <see cref="CovariateGroup.TimeName"/> is calendar time.</param>
    /// <param name="after">Whether an answer's touch is not before the break.</param>
    /// <param name="exposed">Customers who were exposed, 0 or more.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or a number that is not finite.</exception>
    public static BreakPriceOutcome Of(AnswerTable answers, IReadOnlyList<bool> after, long exposed, double confidence = Confidence.Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exposed);
        AnswerTable.Check(answers);
        if (after.Count != answers.Count)
            throw new ArgumentException($"Each of the {answers.Count} answers is after the break or is not.", nameof(after));

        var (lost, rise, refusal) = Contrasts(answers, after);
        if (lost is null || rise is null)
            return new BreakPriceOutcome.Refused(refusal!);
        var over = WithBreak(answers, after).Over();
        return LossStudy.Told(answers, over, lost, confidence) switch
        {
            LossOutcome.Refused refused => new BreakPriceOutcome.Refused(refused.Refusal),
            LossOutcome.Shown shown => Told(Priced(shown.Figures), shown),
            LossOutcome.NotShown none => NotTold(Priced(none.Figures), none.RuledOut),
            _ => throw new UnreachableException(),
        };

        BreakPrice Priced(LossFigures figures) => Multiply(figures, Carry(lost, over, WorseAfter(answers, after)), rise, after, exposed, confidence);
    }

    private static (AdjustedContrast? Loss, AdjustedContrast? Rise, LossRefusal? Refusal) Contrasts(AnswerTable answers, IReadOnlyList<bool> after)
    {
        var (loss, refusal) = LossStudy.Contrast(WithBreak(answers, after).Over());
        if (loss is null)
            return (null, null, refusal);
        var worseAfter = WorseAfter(answers, after).Count(yes => yes);
        if (worseAfter < FewestWorseAfter)
            return (null, null, new LossRefusal.TooFew(AnswerSide.FeltWorseAfter, worseAfter, FewestWorseAfter));
        var rows = answers.Rows(without: CovariateGroup.TimeName);
        (var rise, refusal) = CheckedContrast.Of(rows, after, [.. Numbers(answers.FeltWorse)], AnswerSide.After, AnswerSide.Before);
        return (loss, rise, refusal);
    }

    private static BreakPriceOutcome Told(BreakPrice price, LossOutcome.Shown loss) =>
        price.Price.Low > 0 ? new BreakPriceOutcome.Shown(price, loss.Strength) : NotTold(price, loss.Figures.Loss.High);

    private static BreakPriceOutcome.NotShown NotTold(BreakPrice price, double? ruledOut) =>
        new(price, ruledOut is null || price.Price.High < 0 ? null : price.Price.High);

    private static BreakPrice Multiply(LossFigures figures, CarriedLoss loss, AdjustedContrast rise, IReadOnlyList<bool> after, long exposed, double confidence)
    {
        var risen = -rise.Difference;
        var quantile = Student.Quantile(1 - confidence, Math.Min(figures.Freedom, rise.Freedom));
        var late = after.Count(yes => yes);
        Estimate Interval(double value, double deviation, double freedom)
        {
            var half = deviation * Student.Quantile(1 - confidence, freedom);
            return new(value, value - half, value + half, after.Count);
        }

        return new(
            Product.Interval((exposed * risen, exposed * rise.StandardError), (loss.Loss, loss.StandardError), quantile, after.Count),
            exposed,
            Interval(risen, rise.StandardError, rise.Freedom),
            Interval(loss.Loss, loss.StandardError, figures.Freedom) with
            {
                N = figures.Loss.N,
            },
            figures,
            after.Count - late,
            late
        );
    }

    // A step at the break joins calendar time.
    private static AnswerTable WithBreak(AnswerTable answers, IReadOnlyList<bool> after) =>
        answers with
        {
            Groups =
            [
                .. answers.Groups,
                new(
                    CovariateGroup.TimeName,
                    [
                        [.. Numbers(after)],
                    ]
                ),
            ],
        };

    private static CarriedLoss Carry(AdjustedContrast loss, AnswerTable over, bool[] worseAfter) =>
        CarriedLoss.Of(loss, over.Rows(), [.. over.FeltWorse], worseAfter);

    // By answer whose days are over.
    private static bool[] WorseAfter(AnswerTable answers, IReadOnlyList<bool> after) =>
        [.. Enumerable.Range(0, answers.Count).Where(place => answers.Bought[place] is not null).Select(place => answers.FeltWorse[place] && after[place])];

    private static IEnumerable<double> Numbers(IReadOnlyList<bool> yes) => yes.Select(one => one ? 1.0 : 0);
}
